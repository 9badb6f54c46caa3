using System.Runtime.InteropServices;
using System.Text;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Sip;

/// <summary>What the messages of a call, one after the other, make of it: its state, times, dialogs and end.</summary>
/// <remarks>
/// Only first appearances count: the caller leaves out retransmissions and copies. Where a proxy is in the capture the same request is
/// seen on several legs; the leg whose receiver of answers is the first sender decides, for only its answers reach the caller.
/// </remarks>
internal sealed class CallProgress
{
    // More forks than any proxy makes are a flood.
    private const int MaxDialogs = 64;

    private List<Dialog>? dialogs;
    private string? callerTag;              // From tag of the call's first request
    private bool isInvite, isAnswered, isByeSeen, isCancelled;
    private uint inviteCSeq;                // of the latest INVITE outside a dialog
    private Endpoint inviteSource;          // who sent that INVITE first
    private Timestamp inviteTime;
    private int upstreamFinal, downstreamFinal, finalStatus;
    private Endpoint inviteDestination;
    private bool isRelayed;                 // that INVITE was seen leaving its destination again

    public CallState State { get; private set; } = CallState.Pending;

    public Timestamp? Ended { get; private set; }

    public Timestamp? Answered { get; private set; }

    public TimeSpan? SetupTime { get; private set; }

    public TimeSpan? AnswerTime { get; private set; }

    public int? FinalStatus => finalStatus != 0 ? finalStatus : upstreamFinal != 0 ? upstreamFinal : downstreamFinal != 0 ? downstreamFinal : null;

    public CallEnd EndedBy { get; private set; }

    public IReadOnlyList<Dialog> Dialogs => dialogs ?? (IReadOnlyList<Dialog>)[];

    /// <summary>Takes the next message in; <paramref name="fromTag"/> is the From tag of the call's first request.</summary>
    public void Take(in SipSighting seen, string? fromTag)
    {
        callerTag = fromTag;
        if (seen.Method.SequenceEqual("INVITE"u8)) isInvite = true;
        if (seen.Text.IsRequest) TakeRequest(seen);
        else if (seen.Method.SequenceEqual("INVITE"u8)) TakeInviteResponse(seen);
        else if (!isInvite) TakeOtherResponse(seen);
        State = Judge();
    }

    private void TakeRequest(in SipSighting seen)
    {
        var method = seen.Method;
        if (method.SequenceEqual("INVITE"u8))
        {
            if (!seen.ToTag.IsEmpty) MeetInMidCall(seen);
            else if (seen.CSeq != inviteCSeq || inviteSource.IsNone) BeginAttempt(seen);
            else if (seen.Source.HasSameAddress(inviteDestination)) isRelayed = true;
        }
        else if (method.SequenceEqual("BYE"u8)) TakeBye(seen);
        else if (method.SequenceEqual("CANCEL"u8))
        {
            if ((seen.Source == inviteSource || inviteSource.IsNone) && upstreamFinal == 0) isCancelled = true;
        }
        else if (!isInvite && !method.SequenceEqual("ACK"u8) && (seen.CSeq != inviteCSeq || inviteSource.IsNone))
        {
            // A REGISTER, OPTIONS, SUBSCRIBE ... is judged by its latest request: a challenge is answered by a new one.
            BeginAttempt(seen);
        }
    }

    private void BeginAttempt(in SipSighting seen)
    {
        inviteCSeq = seen.CSeq;
        inviteSource = seen.Source;
        inviteDestination = seen.Destination;
        inviteTime = seen.Time;
        upstreamFinal = downstreamFinal = 0;
        isCancelled = isRelayed = false;
        if (!isAnswered) Ended = null;
    }

    // A re-INVITE without the INVITE before it: the capture began in the middle of the call, which is up.
    private void MeetInMidCall(in SipSighting seen)
    {
        if (!inviteSource.IsNone || isAnswered) return;
        isAnswered = true;
        Confirm(seen);
    }

    private void TakeBye(in SipSighting seen)
    {
        if (isByeSeen) return;
        isByeSeen = true;
        Ended = seen.Time;
        // A BYE whose first sender is the proxy that passed the INVITE on came from neither phone.
        EndedBy = isRelayed && seen.Source.HasSameAddress(inviteDestination) ? CallEnd.Network
            : callerTag is null ? CallEnd.Unknown
            : IsText(seen.FromTag, callerTag) ? CallEnd.Caller : CallEnd.Callee;
        foreach (var dialog in CollectionsMarshal.AsSpan(dialogs)) dialog.State = DialogState.Terminated;
    }

    private void TakeOtherResponse(in SipSighting seen)
    {
        if (seen.Status is < 200 or >= 700 || (seen.CSeq != inviteCSeq && !inviteSource.IsNone)) return;
        SetFinal(seen);
        if (seen.Status < 300 && seen.Method.SequenceEqual("SUBSCRIBE"u8)) Confirm(seen);
    }

    private void TakeInviteResponse(in SipSighting seen)
    {
        var status = seen.Status;
        var isInitial = seen.CSeq == inviteCSeq || inviteSource.IsNone;
        if (status is > 100 and < 200 && isInitial && !isAnswered)
        {
            if (status is 180 or 183 && !inviteSource.IsNone) SetupTime ??= seen.Time - inviteTime;
            FindOrAdd(seen.FromTag, seen.ToTag);
        }
        else if (status is >= 200 and < 300)
        {
            Confirm(seen);
            if (!isInitial || isAnswered) return;
            isAnswered = true;
            Ended = null;
            finalStatus = status;
            if (inviteSource.IsNone) return;
            Answered = seen.Time;
            AnswerTime = seen.Time - inviteTime;
        }
        else if (status is >= 300 and < 700 && isInitial && !isAnswered)
        {
            SetFinal(seen);
            if (Find(seen.FromTag, seen.ToTag) is { } early) early.State = DialogState.Terminated;
        }
    }

    private void SetFinal(in SipSighting seen)
    {
        var isUpstream = inviteSource.IsNone || seen.Destination == inviteSource;
        if (upstreamFinal != 0 || (!isUpstream && downstreamFinal != 0)) return;
        if (isUpstream) upstreamFinal = seen.Status;
        else downstreamFinal = seen.Status;
        Ended = seen.Time;
        if (isCancelled) EndedBy = CallEnd.Caller;
    }

    private CallState Judge()
    {
        var final = upstreamFinal != 0 ? upstreamFinal : downstreamFinal;
        if (!isInvite) return final switch { 0 => CallState.Pending, < 300 => CallState.Succeeded, _ => CallState.Failed };
        if (isAnswered) return isByeSeen ? CallState.Completed : CallState.InCall;
        if (final == 0) return isByeSeen ? CallState.Completed : isCancelled ? CallState.Cancelled : CallState.CallSetup;
        if (isCancelled && final >= 400) return CallState.Cancelled;
        return final switch
        {
            487 => CallState.Cancelled,
            486 or 600 => CallState.Busy,
            < 400 => CallState.Diverted,
            408 or (>= 500 and < 600) => CallState.Failed,
            _ => CallState.Rejected,
        };
    }

    private void Confirm(in SipSighting seen)
    {
        if (FindOrAdd(seen.FromTag, seen.ToTag) is { State: DialogState.Early } dialog) dialog.State = DialogState.Confirmed;
    }

    private Dialog? FindOrAdd(ReadOnlySpan<byte> localTag, ReadOnlySpan<byte> remoteTag)
    {
        if (localTag.IsEmpty || remoteTag.IsEmpty) return null;
        if (Find(localTag, remoteTag) is { } known) return known;
        dialogs ??= new List<Dialog>(1);
        if (dialogs.Count >= MaxDialogs) return null;
        var dialog = new Dialog
        {
            LocalTag = callerTag is not null && IsText(localTag, callerTag) ? callerTag : Encoding.UTF8.GetString(localTag),
            RemoteTag = Encoding.UTF8.GetString(remoteTag),
        };
        dialogs.Add(dialog);
        return dialog;
    }

    private Dialog? Find(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        foreach (var dialog in CollectionsMarshal.AsSpan(dialogs))
        {
            if ((IsText(a, dialog.LocalTag) && IsText(b, dialog.RemoteTag)) || (IsText(b, dialog.LocalTag) && IsText(a, dialog.RemoteTag)))
                return dialog;
        }
        return null;
    }

    private static bool IsText(ReadOnlySpan<byte> wire, string text) =>
        Ascii.Equals(wire, text) || (!Ascii.IsValid(wire) && Encoding.UTF8.GetString(wire) == text);
}
