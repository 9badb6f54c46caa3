using System.Runtime.CompilerServices;
using SipTrace.Correlation.Sip;
using SipTrace.Lint.Nat;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sdp;

namespace SipTrace.Lint;

/// <summary>One SDP body with what is known of it: who sent it, and whether it offers or answers.</summary>
public sealed class SdpBody
{
    /// <summary>The description.</summary>
    public required SdpDocument Document { get; init; }

    /// <summary>The message that carried it; null for a body alone.</summary>
    public TranscriptMessage? Message { get; init; }

    /// <summary>Whether it offers or answers.</summary>
    public BodyRole Role { get; init; }

    /// <summary>The offer that it answers; null where it answers none, or that was not seen.</summary>
    public SdpBody? Offer { get; init; }

    /// <summary>Whether the request that carried this offer was refused: the offer is as if never made.</summary>
    internal bool IsWithdrawn { get; set; }

    /// <summary>The m= lines with their sections.</summary>
    public List<SdpMedia> Media => Document.Media;

    /// <summary>The candidates of the m= lines that are wanted.</summary>
    internal List<SdpCandidate> Candidates
    {
        get
        {
            if (field is not null) return field;
            // Mostly there is one m= line.
            if (Media is [{ IsLive: true } only]) return field = only.Candidates;
            field = [];
            foreach (var media in Media)
            {
                if (media.IsLive) field.AddRange(media.Candidates);
            }
            return field;
        }
    }

    /// <summary>The private addresses that it names for media, with port 0.</summary>
    internal List<Endpoint> PrivateHosts => field ??= NatSides.PrivateHosts(this);

    /// <summary>Whether it travelled over loopback, where loopback addresses are right.</summary>
    public bool IsOnLoopback => Message is { } message && message.Source.IsLoopback() && message.Destination.IsLoopback();

    /// <summary>The place of a line; one of a section counts for its m= line.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]      // few rules find anything: they stay small
    public Place At(SdpLine line) => At(line, MediaOf(line));

    private Place At(SdpLine line, int media) => Place.Of(Message, Document.Bytes, line.Start, line.Length, media);

    private int MediaOf(SdpLine line)
    {
        var media = -1;
        foreach (var section in Media)
        {
            if (section.Line.Number <= line.Number) media = section.Index;
        }
        return media;
    }

    /// <summary>The place of the first line of an attribute in a section, else that of its m= line.</summary>
    public Place At(SdpMedia media, string attribute) =>
        At(media.TryGetAttribute(attribute, out var line) ? line : media.Line, media.Index);

    /// <summary>The place of the line in force for a section, which may stand before the first m= line; else that of its m= line.</summary>
    public Place InForce(SdpMedia media, string attribute) =>
        At(media.TryGetInForce(attribute, out var line) ? line : media.Line, media.Index);

    /// <summary>The place of the c= line in force for a section, else that of its m= line.</summary>
    public Place ConnectionOf(SdpMedia media) => At(media.Connection?.Line ?? media.Line, media.Index);

    /// <summary>The place of the first line, which stands for the whole.</summary>
    public Place FirstLine => Document.Lines.Length > 0 ? At(Document.Lines[0]) : Place.Of(Message, Document.Bytes, 0, 0, -1);
}
