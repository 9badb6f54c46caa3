using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Evidence;

/// <summary>What the SDP of a call says about addresses and credentials of media, leg by leg, in the order of time.</summary>
internal sealed class MediaAddresses
{
    private const int Enough = 20_000, Few = 32;

    private readonly List<TranscriptMessage> said = [];
    private HashSet<(Leg, string, int, string, string)>? knownCredentials;     // of a call that has many

    public MediaAddresses(CallTranscript transcript)
    {
        foreach (var message in transcript.Messages)
        {
            if (message.IsRepeatOnLeg) continue;
            if (message.Sdp is { } sdp)
            {
                if (IsNew(message)) Take(message, sdp);
            }
            else if (message is { IsRequest: true, Method: "INFO" } && message.Parse().TryGetSdpFragment(out var fragment)) TakeFragment(message, SdpDocument.Parse(fragment));
        }
    }

    public List<MediaAddress> All { get; } = [];

    public List<IceCredentials> Credentials { get; } = [];

    public Dictionary<Endpoint, List<MediaAddress>> ByEndpoint { get; } = [];

    /// <summary>Links what candidates say is one socket.</summary>
    public void LinkInto(SocketLinks sockets)
    {
        foreach (var address in All)
        {
            if (address is { Kind: MediaAddressKind.Base, Candidate: { } candidate }) sockets.Link(candidate.Endpoint, address.Endpoint);
        }
    }

    private bool IsNew(TranscriptMessage message)
    {
        foreach (var earlier in said)
        {
            if (earlier.Sdp == message.Sdp && earlier.Leg == message.Leg && earlier.SenderTag == message.SenderTag) return false;
        }
        said.Add(message);
        return true;
    }

    private void Take(TranscriptMessage message, SdpDocument sdp)
    {
        foreach (var media in sdp.Media)
        {
            if (media.IceUfrag.Length > 0) Add(new IceCredentials(media.IceUfrag, media.IcePassword, message, media.Index));
            if (!media.IsLive) continue;
            if (media.Port > 0 && media.Default is { IsNone: false } rtp && !rtp.IsZero())
            {
                Add(rtp, MediaAddressKind.Default, message, media.Index, 1, null);
                var rtcp = media.RtcpDefault;
                if (media.IsRtp && !rtcp.IsNone && rtcp.Port > 0 && rtcp != rtp) Add(rtcp, MediaAddressKind.RtcpDefault, message, media.Index, 2, null);
            }
            TakeCandidates(message, media, media.Index);
        }
    }

    private void TakeFragment(TranscriptMessage message, SdpDocument fragment)
    {
        TakeCandidates(message, fragment.Session, 0);
        foreach (var media in fragment.Media)
        {
            var line = All.FindLast(address => address.Leg == message.Leg && address.Tag == message.SenderTag && media.Mid.Length > 0
                && address.Message.Sdp is { } sdp && sdp.TryGetMedia(media.Mid, out var named) && named.Index == address.MediaIndex);
            TakeCandidates(message, media, line?.MediaIndex ?? media.Index);
        }
    }

    private void TakeCandidates(TranscriptMessage message, SdpSection section, int index)
    {
        foreach (var candidate in section.Candidates)
        {
            if (candidate.Endpoint.IsNone) continue;
            Add(candidate.Endpoint, MediaAddressKind.Candidate, message, index, candidate.Component, candidate);
            if (candidate.Type is CandidateType.ServerReflexive or CandidateType.PeerReflexive && candidate.RelatedEndpoint is { IsNone: false, Port: > 0 } related)
                Add(related, MediaAddressKind.Base, message, index, candidate.Component, candidate);
        }
    }

    private void Add(Endpoint endpoint, MediaAddressKind kind, TranscriptMessage message, int media, int component, SdpCandidate? candidate)
    {
        if (All.Count >= Enough) return;
        if (ByEndpoint.TryGetValue(endpoint, out var named))
        {
            foreach (var one in named)
            {
                if (one.Kind == kind && one.MediaIndex == media && one.Component == component && one.Leg == message.Leg
                    && one.Tag == message.SenderTag) return;
            }
        }
        else ByEndpoint.Add(endpoint, named = new List<MediaAddress>(2));
        var address = new MediaAddress(endpoint, kind, message, media, component, candidate);
        named.Add(address);
        All.Add(address);
    }

    private void Add(IceCredentials one)
    {
        if (Credentials.Count >= Enough || IsKnown(one)) return;
        Credentials.Add(one);
    }

    private bool IsKnown(IceCredentials one)
    {
        if (Credentials.Count >= Few)
        {
            knownCredentials ??= [.. Credentials.Select(IdentityOf)];
            return !knownCredentials.Add(IdentityOf(one));
        }
        foreach (var known in Credentials)
        {
            if (known.MediaIndex == one.MediaIndex && known.Leg == one.Leg && known.Tag == one.Tag && known.Ufrag == one.Ufrag
                && known.Password == one.Password) return true;
        }
        return false;
    }

    private static (Leg, string, int, string, string) IdentityOf(IceCredentials one) =>
        (one.Leg, one.Tag, one.MediaIndex, one.Ufrag, one.Password);
}
