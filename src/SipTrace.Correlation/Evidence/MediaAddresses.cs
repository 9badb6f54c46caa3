using SipTrace.Correlation.Ice;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Evidence;

/// <summary>What the SDP of a call says about addresses and credentials of media, leg by leg, in the order of time.</summary>
internal sealed class MediaAddresses
{
    private const int Enough = 20_000;

    private readonly List<MediaAddress> all = [];
    private readonly List<IceCredentials> credentials = [];
    private readonly Dictionary<Endpoint, List<MediaAddress>> byEndpoint = [];
    private readonly HashSet<(Leg, string, int, int, Endpoint, MediaAddressKind)> known = [];
    private readonly HashSet<(Leg, string, int, string, string)> knownCredentials = [];

    public MediaAddresses(CallTranscript transcript)
    {
        var said = new HashSet<(Leg, string, SdpDocument)>();
        foreach (var message in transcript.Messages)
        {
            if (message.IsRepeatOnLeg) continue;
            if (message.Sdp is { } sdp)
            {
                if (said.Add((message.Leg, message.SenderTag, sdp))) Take(message, sdp);
            }
            else if (message is { IsRequest: true, Method: "INFO" } && message.Parse().TryGetSdpFragment(out var fragment)) TakeFragment(message, SdpDocument.Parse(fragment));
        }
    }

    public IReadOnlyList<MediaAddress> All => all;

    public IReadOnlyList<IceCredentials> Credentials => credentials;

    public IReadOnlyDictionary<Endpoint, List<MediaAddress>> ByEndpoint => byEndpoint;

    /// <summary>Links what candidates say is one socket.</summary>
    public void LinkInto(SocketLinks sockets)
    {
        foreach (var address in all)
        {
            if (address is { Kind: MediaAddressKind.Base, Candidate: { } candidate }) sockets.Link(candidate.Endpoint, address.Endpoint);
        }
    }

    private void Take(TranscriptMessage message, SdpDocument sdp)
    {
        foreach (var media in sdp.Media)
        {
            if (media.IceUfrag.Length > 0) Add(new IceCredentials(media.IceUfrag, media.IcePassword, message, media.Index));
            if (!media.IsLive) continue;
            if (media.Port > 0 && media.Default is { IsNone: false } rtp && !rtp.IsZero())
            {
                Add(new MediaAddress(rtp, MediaAddressKind.Default, message, media.Index, 1, null));
                var rtcp = media.RtcpDefault;
                if (media.IsRtp && !rtcp.IsNone && rtcp.Port > 0 && rtcp != rtp) Add(new MediaAddress(rtcp, MediaAddressKind.RtcpDefault, message, media.Index, 2, null));
            }
            TakeCandidates(message, media, media.Index);
        }
    }

    private void TakeFragment(TranscriptMessage message, SdpDocument fragment)
    {
        TakeCandidates(message, fragment.Session, 0);
        foreach (var media in fragment.Media)
        {
            var line = all.FindLast(address => address.Leg == message.Leg && address.Tag == message.SenderTag && media.Mid.Length > 0
                && address.Message.Sdp is { } sdp && sdp.TryGetMedia(media.Mid, out var named) && named.Index == address.MediaIndex);
            TakeCandidates(message, media, line?.MediaIndex ?? media.Index);
        }
    }

    private void TakeCandidates(TranscriptMessage message, SdpSection section, int index)
    {
        foreach (var candidate in section.Candidates)
        {
            if (candidate.Endpoint.IsNone) continue;
            Add(new MediaAddress(candidate.Endpoint, MediaAddressKind.Candidate, message, index, candidate.Component, candidate));
            if (candidate.Type is CandidateType.ServerReflexive or CandidateType.PeerReflexive && candidate.RelatedEndpoint is { IsNone: false, Port: > 0 } related)
                Add(new MediaAddress(related, MediaAddressKind.Base, message, index, candidate.Component, candidate));
        }
    }

    private void Add(MediaAddress address)
    {
        if (all.Count >= Enough) return;
        if (!known.Add((address.Leg, address.Tag, address.MediaIndex, address.Component, address.Endpoint, address.Kind))) return;
        all.Add(address);
        if (byEndpoint.TryGetValue(address.Endpoint, out var list)) list.Add(address);
        else byEndpoint.Add(address.Endpoint, [address]);
    }

    private void Add(IceCredentials one)
    {
        if (credentials.Count >= Enough) return;
        if (knownCredentials.Add((one.Leg, one.Tag, one.MediaIndex, one.Ufrag, one.Password))) credentials.Add(one);
    }
}
