using System.Text;
using SipTrace.Correlation.Media;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>All SIP that shares a Call-ID. Read-only outside this assembly; <see cref="Revision"/> tells that something changed.</summary>
public sealed class Call
{
    private List<Announcement>? announcements;

    internal Call(int number, byte[] callId)
    {
        Number = number;
        CallIdBytes = callId;
    }

    /// <summary>1-based number in the order of first packets.</summary>
    public int Number { get; internal set; }

    /// <summary>The Call-ID as text; octets that are no UTF-8 as U+FFFD.</summary>
    public string CallId => Encoding.UTF8.GetString(CallIdBytes);

    /// <summary>Rises with every message, check or stream that joins the call.</summary>
    public int Revision { get; internal set; }

    /// <summary>Method of the first request; of its CSeq where the capture begins with a response.</summary>
    public string Method { get; internal set; } = "";

    /// <summary>Whether it is a call in the sense of people: begun by INVITE, or met in the middle of one.</summary>
    public bool IsInvite => Method == "INVITE";

    /// <summary>Where it stands.</summary>
    public CallState State => Progress.State;

    /// <summary>From of the first message.</summary>
    public SipParty From { get; internal set; } = SipParty.None;

    /// <summary>To of the first message; its tag is that of the answer once there is one.</summary>
    public SipParty To { get; internal set; } = SipParty.None;

    /// <summary>Request-URI of the first request; empty where none was seen.</summary>
    public string RequestUri { get; internal set; } = "";

    /// <summary>Sender of the first request.</summary>
    public Endpoint Source { get; internal set; }

    /// <summary>Receiver of the first request.</summary>
    public Endpoint Destination { get; internal set; }

    /// <summary>What carried the first message.</summary>
    public SipTransport Transport { get; internal set; }

    /// <summary>Whether it came to the capture inside HEP.</summary>
    public bool ViaHep { get; internal set; }

    /// <summary>When its first message was seen.</summary>
    public Timestamp Started { get; internal set; }

    /// <summary>When its last message was seen.</summary>
    public Timestamp LastSeen { get; internal set; }

    /// <summary>When it ended: its BYE, else its final answer; null while it goes on.</summary>
    public Timestamp? Ended => Progress.Ended;

    /// <summary>When it was answered with 2xx; null where it was not, or before the capture began.</summary>
    public Timestamp? Answered => Progress.Answered;

    /// <summary>From the answer to the end; null where either is missing.</summary>
    public TimeSpan? Duration => Progress is { Answered: { } from, Ended: { } to } ? to - from : null;

    /// <summary>From the INVITE to the first 180 or 183 that answers it.</summary>
    public TimeSpan? SetupTime => Progress.SetupTime;

    /// <summary>From the INVITE to its 2xx.</summary>
    public TimeSpan? AnswerTime => Progress.AnswerTime;

    /// <summary>The final status that decided the call; null while there is none.</summary>
    public int? FinalStatus => Progress.FinalStatus;

    /// <summary>Why it ended, as the last Reason header, else the reason phrase of a final status from 300 on, tells; null where nothing does.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Who ended it.</summary>
    public CallEnd EndedBy => Progress.EndedBy;

    /// <summary>Messages as captured, retransmissions and copies included.</summary>
    public int MessageCount { get; internal set; }

    /// <summary>How many of them are retransmissions.</summary>
    public int Retransmissions { get; internal set; }

    /// <summary>How many of them are copies of an earlier packet.</summary>
    public int Copies { get; internal set; }

    /// <summary>Its dialogs in the order of their appearance.</summary>
    public IReadOnlyList<Dialog> Dialogs => Progress.Dialogs;

    /// <summary>Other legs of the same conversation.</summary>
    public IReadOnlyList<RelatedCall> Related { get; internal set; } = [];

    /// <summary>User agents that sent in it, in the order of their appearance (User-Agent and Server headers).</summary>
    public IReadOnlyList<string> UserAgents { get; internal set; } = [];

    /// <summary>What its SDP bodies announced, in order; what repeats the one before of the same side is left out.</summary>
    public IReadOnlyList<Announcement> Announcements => announcements ?? (IReadOnlyList<Announcement>)[];

    /// <summary>What one side announced last; null where it announced nothing.</summary>
    public Announcement? LastAnnouncement(bool isFromCaller)
    {
        for (var i = Announcements.Count - 1; i >= 0; i--)
        {
            if (Announcements[i].IsFromCaller == isFromCaller) return Announcements[i];
        }
        return null;
    }

    /// <summary>The codecs both sides last agreed on, m= line by m= line, in the order of the answer: <c>PCMU</c>, <c>opus</c>.</summary>
    public IReadOnlyList<string> Codecs => AgreedCodecs.Of(this);

    /// <summary>Index of its first message in <see cref="Trace.Messages"/>.</summary>
    public int FirstMessage { get; internal set; }

    /// <summary>Index of its last message in <see cref="Trace.Messages"/>.</summary>
    public int LastMessage { get; internal set; }

    /// <summary>Whether the trace has forgotten it: its messages and its media are gone.</summary>
    public bool IsForgotten { get; internal set; }

    internal byte[] CallIdBytes { get; }

    /// <summary>Octets that <see cref="RelatedLegs"/> keeps of it.</summary>
    internal long Noted { get; set; }

    /// <summary>Octets of memory that it takes, as last reckoned: without its messages, checks and streams.</summary>
    internal long Size { get; set; }

    internal CallProgress Progress { get; } = new();

    /// <summary>Reckons <see cref="Size"/>.</summary>
    internal long Reckon()
    {
        const int bare = 1000;      // with its places in tables, and what is told of it
        var size = bare + CallIdBytes.Length + Of(From) + Of(To) + Footprint.Of(RequestUri) + Footprint.Of(Reason) + Noted;
        foreach (var agent in UserAgents) size += agent.Length;
        foreach (var dialog in Dialogs) size += 40 + Footprint.Of(dialog.LocalTag) + Footprint.Of(dialog.RemoteTag);
        foreach (var announcement in announcements ?? []) size += announcement.Size;
        return size;
    }

    private static long Of(SipParty party) => Footprint.Of(party.Display) + Footprint.Of(party.Uri) + Footprint.Of(party.Tag);

    /// <summary>Adds what a body announced. Where there are very many gives the oldest of the middle, which is dropped for it.</summary>
    internal Announcement? Add(Announcement announcement)
    {
        const int most = 200, first = 100;
        announcements ??= new List<Announcement>(2);
        announcements.Add(announcement);
        if (announcements.Count <= most) return null;
        var old = announcements[first];
        announcements.RemoveAt(first);
        return old;
    }
}
