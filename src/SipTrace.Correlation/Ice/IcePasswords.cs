using System.Text;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sdp;
using SipTrace.Wire.Stun;

namespace SipTrace.Correlation.Ice;

/// <summary>The ICE passwords of a call, and what they say about the integrity of its checks.</summary>
internal sealed class IcePasswords
{
    private readonly List<Password> passwords = [];
    private CallTranscript? unread;

    /// <summary>Those of a call: its SDP is looked at when the first check is to be verified. Null for a session without signalling.</summary>
    public IcePasswords(CallTranscript? transcript) => unread = transcript;

    private void Read(CallTranscript transcript)
    {
        unread = null;
        foreach (var message in transcript.Messages)
        {
            if (message.Sdp is null || message.IsRepeat) continue;
            foreach (var media in message.Sdp.Media) Add(media, message.SenderTag, message.SenderTag == transcript.Call.From.Tag);
        }
    }

    /// <summary>Verifies a request and its answer, which share the password of the request's receiver, and repetitions of them that differ.</summary>
    /// <param name="trace">Where they are read again.</param>
    /// <param name="index">The index of the transaction.</param>
    /// <param name="receiver">The receiver's ufrag.</param>
    /// <param name="note">Whose password fits instead, where it is bad.</param>
    public CheckIntegrity Verify(Trace trace, int index, string receiver, out string? note)
    {
        note = null;
        if (unread is not null) Read(unread);
        var own = passwords.FindLast(known => known.Ufrag == receiver);
        if (own is null) return CheckIntegrity.NoKey;
        ref var transaction = ref trace.Stun.Transactions[index];
        var request = Verify(trace.RequestOf(index), trace.AlteredOf(index, isAnswer: false), own, receiver, out note);
        // A refusal may have nothing to sign with; a success must be signed.
        if (request == CheckIntegrity.Bad || (transaction.Flags & StunFlags.Success) == 0) return request;
        var answer = Verify(trace.AnswerOf(index), trace.AlteredOf(index, isAnswer: true), own, receiver, out note);
        if (note is not null) note = "its answer: " + note;
        return answer > request ? answer : request;
    }

    private CheckIntegrity Verify(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> altered, Password own, string receiver, out string? note)
    {
        var verdict = Verify(first, own, receiver, out note);
        if (altered.IsEmpty || verdict == CheckIntegrity.Bad) return verdict;
        var again = Verify(altered, own, receiver, out var why);
        if (again <= verdict) return verdict;
        note = why;
        return again;
    }

    private CheckIntegrity Verify(ReadOnlyMemory<byte> bytes, Password own, string receiver, out string? note)
    {
        note = null;
        if (!StunMessage.TryParse(bytes.Span, out var message)) return CheckIntegrity.NoKey;
        switch (message.VerifyIntegrity(own.Key))
        {
            case StunIntegrity.Right:
                return CheckIntegrity.Ok;
            case StunIntegrity.Absent:
                return CheckIntegrity.Absent;
            case StunIntegrity.Cut:
                return CheckIntegrity.NoKey;
        }
        // One ufrag may have come with several passwords.
        foreach (var known in passwords)
        {
            if (known == own || message.VerifyIntegrity(known.Key) != StunIntegrity.Right) continue;
            if (known.Ufrag == receiver) return CheckIntegrity.Ok;
            note = known.Tag == own.Tag ? $"fits the password of ufrag {known.Ufrag}, another generation of the same agent"
                : known.IsCaller == own.IsCaller ? $"fits the password of ufrag {known.Ufrag}, another fork of the call"
                : $"fits the password of ufrag {known.Ufrag}, of the other side";
            return CheckIntegrity.Bad;
        }
        note = "fits no password of the call";
        return CheckIntegrity.Bad;
    }

    private void Add(SdpMedia media, string tag, bool isCaller)
    {
        const int enough = 1000;
        var (ufrag, password) = (media.IceUfrag, media.IcePassword);
        if (ufrag.Length == 0 || password.Length == 0 || passwords.Count >= enough) return;
        if (passwords.Exists(known => known.Ufrag == ufrag && known.Text == password)) return;
        passwords.Add(new Password(ufrag, password, Encoding.UTF8.GetBytes(password), tag, isCaller));
    }

    private sealed record Password(string Ufrag, string Text, byte[] Key, string Tag, bool IsCaller);
}
