using SipTrace.Commands;
using SipTrace.Correlation;
using SipTrace.Correlation.Sip;
using SipTrace.Ladders;
using SipTrace.Lint;
using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>The ladder of one or several calls, and beside it the message of the cursor.</summary>
internal sealed class FlowScreen : Screen
{
    private const int NarrowestPreview = 30, NarrowestLadder = 56, StepOfWidth = 4, MostCallsToCheck = 20;
    private static readonly Ink[] Several = [Ink.Request, Ink.Good, Ink.Media, Ink.Warn, Ink.Name, Ink.Bad, Ink.Check];

    private readonly Call[] chosen;
    private readonly LadderPane pane;
    private readonly TextPane preview = new();
    private readonly Dictionary<int, FlowMessage> messages = [];
    private readonly TextField search = new();
    private readonly Dictionary<int, Severity> gravest = [];
    private readonly Dictionary<Call, IReadOnlyList<Finding>> judged = [];
    private Call[] calls = [];
    private Ladder? ladder;
    private long revision = -1, forgettings;
    private int previewWidth, ladderWidth, mediaVersion;
    private bool isExtended, isSearching, onlySdp, onlyMedia, isPaused, isUnfolded;
    private LadderEvent? compared;
    private LadderEvent? previewed;
    private SdpStyle sdp;

    /// <summary>The ladder of some calls.</summary>
    /// <param name="stack">The other screens.</param>
    /// <param name="chosen">The calls.</param>
    /// <param name="isExtended">With all legs that are related to them.</param>
    public FlowScreen(ScreenStack stack, Call[] chosen, bool isExtended)
        : base(stack)
    {
        this.chosen = chosen;
        this.isExtended = isExtended;
        pane = new LadderPane(stack.Settings, stack.Job.Clock) { LabelOf = LabelOf, InkOf = InkOf, MarkOf = MarkOf };
        Keys = MakeKeys();
    }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title => (isExtended ? "extended flow  " : "flow  ") + ladder?.Title + (compared is null ? "" : "  Space on another message compares");

    /// <inheritdoc/>
    public override (int X, int Y)? Cursor => isSearching ? place : null;

    private (int X, int Y) place;

    /// <inheritdoc/>
    public override bool Take(Key key)
    {
        if (isSearching && TakeTyped(key)) return true;
        if (key.X > ladderWidth && preview.Take(key)) return true;
        return pane.Cursor.Take(key, pane.RowAt(key.Y - 1 - (Heading.Length > 0 ? 1 : 0))) || Keys.Run(key);
    }

    /// <summary>The rules take longer than a frame may: they are asked once the ladder is drawn, call by call.</summary>
    public override bool Work()
    {
        if (ladder is null || !Stack.Findings.IsReady) return false;
        var due = calls.Take(MostCallsToCheck).FirstOrDefault(call => !call.IsForgotten
            && (Stack.Findings.IsDue(call) || !judged.TryGetValue(call, out var verdict) || verdict != Stack.Findings.Known(call)));
        return due is not null && Stack.Session.Ask(_ => ReadFindings(due));
    }

    /// <inheritdoc/>
    public override void Draw(Canvas canvas)
    {
        if (!isPaused || ladder is null) Stack.Session.Ask(Read);
        var bottom = canvas.Height;
        if (Heading.Length > 0)
        {
            var x = canvas.Put(1, 0, Heading, new Style(Stack.Findings.InkOf(calls[0]), Emphasis.Bold)) + 2;
            canvas.Put(x, 0, TextWidth.Cut(Stack.Findings.Sentence(calls[0]), Math.Max(0, canvas.Width - x - 1)));
            canvas = canvas.Part(0, 1, canvas.Width, canvas.Height - 1);
        }
        var hasPreview = Stack.Settings.HasPreview && canvas.Width >= NarrowestLadder + NarrowestPreview;
        var wanted = Math.Clamp(canvas.Width - pane.WantedWidth - 2, canvas.Width / 3, canvas.Width * 3 / 5);
        var width = hasPreview ? Math.Clamp(wanted + previewWidth, NarrowestPreview, canvas.Width - NarrowestLadder) : 0;
        ladderWidth = canvas.Width - width;
        var height = canvas.Height - (isSearching ? 1 : 0);
        pane.Draw(canvas.Part(0, 0, ladderWidth - (hasPreview ? 1 : 0), height));
        if (hasPreview) DrawPreview(canvas.Part(ladderWidth, 0, width, height));
        if (!isSearching) return;
        var from = canvas.Put(1, canvas.Height - 1, "search ", Ink.Request);
        place = (search.Draw(canvas, from, canvas.Height - 1, canvas.Width - from - 1, Ink.Strong), bottom);
    }

    // What the call suffers from, as soon as that is known.
    private string Heading => calls.Length == 1 ? Stack.Findings.Diagnosis(calls[0]) : "";

    private KeyTable MakeKeys()
    {
        var keys = new KeyTable
        {
            { "Enter", "Message", "the whole message", OpenMessage },
            { "Space", "Compare", "mark this message; on another one: compare both", Compare },
            { "=", "Diff", "compare with the marked message; else this SDP with the one before",
                () => { if (compared is null) CompareWith(MessagePair.WithEarlier, "no SDP here, or none before it"); else Compare(); } },
            { "b", "Hop", "this message before and after the hop", () => CompareWith(MessagePair.AtHop, "this message was seen on one leg only") },
            { "!", "", "the next message with a finding", GoToFinding },
            { "x F4", "Extended", "with all related legs, or without", () => Reread(isExtended = !isExtended) },
            { "d F2", "SDP", "SDP on the arrows: a word, its media, nothing", () => sdp = (SdpStyle)(((int)sdp + 1) % 3) },
            { "w", "Time", "times of day, since the first, since the one before", () => Stack.Settings.Times = (TimeStyle)(((int)Stack.Settings.Times + 1) % 3) },
            { "r R F6", "Raw", "the messages one after the other", () => OpenRaw() },
            { "+", "Unfold", "unfold the checks of ICE", () => Reread(isUnfolded = true) },
            { "-", "", "fold the checks of ICE", () => Reread(isUnfolded = false) },
            { "s S", "Save", "save these calls", () => Stack.Push(SaveForm.Of(Stack, calls)) },
            { "t", "Preview", "the message beside the ladder, or not", () => Stack.Settings.HasPreview = !Stack.Settings.HasPreview },
            { "9", "", "preview wider", () => previewWidth += StepOfWidth },
            { "0", "", "preview narrower", () => previewWidth -= StepOfWidth },
            { "T", "", "preview as wide as at first", () => previewWidth = 0 },
            { "m", "", "RTP in the ladder, or not", () => Reread(Stack.Settings.HasMedia = !Stack.Settings.HasMedia) },
            { "M", "", "only RTP, or everything", () => Reread(onlyMedia = !onlyMedia) },
            { "D", "", "only messages with SDP, or everything", () => Reread(onlySdp = !onlySdp) },
            { "c", "", "colours by outcome, by CSeq, by call", () => Stack.Settings.Colors = (ArrowColor)(((int)Stack.Settings.Colors + 1) % 3) },
            { "a", "", "hosts by name or by address", () => Reread(Stack.Settings.HasAliases = !Stack.Settings.HasAliases) },
            { "p", "", "hold the ladder still, or go on", () => isPaused = !isPaused },
            { "Ctrl-W", "", "unmark", () => (compared, pane.Reference) = (null, null) },
            { "Left", "", "hosts to the left", () => pane.MoveSideways(-1) },
            { "Right", "", "hosts to the right", () => pane.MoveSideways(1) },
            { "/ F3", "Search", "search in the messages", () => isSearching = true },
            { "n", "", "next match", () => Find(false) },
            { "N", "", "previous match", () => Find(true) },
            { "y", "", "copy the message", CopyMessage },
        };
        CallKeys.Add(keys, Stack, () => calls);
        pane.Cursor.AddKeys(keys, "the message");
        return WithCommonKeys(keys);
    }

    private bool Read(Trace trace)
    {
        // What was forgotten meanwhile stays as it was drawn last.
        if (ladder is not null && (calls.Any(call => call.IsForgotten) || Stack.Media.Media.IsLost)) return false;
        calls = isExtended ? WithRelated(chosen) : chosen;
        var now = calls.Sum(call => (long)call.Revision) + calls.Length + trace.Forgettings;
        if (now == revision && mediaVersion == Stack.Media.Media.Version && ladder is not null) return false;
        if (now != revision)
        {
            messages.Clear();
            gravest.Clear();
            judged.Clear();
        }
        (revision, forgettings, mediaVersion) = (now, trace.Forgettings, Stack.Media.Media.Version);
        ladder = CallLadder.Of(Stack.Job, Stack.ReadingOf(trace), calls);
        pane.Show(ladder, [.. ladder.Events.Where(IsShown).SelectMany(e => isUnfolded ? e.Parts.Prepend(e) : [e]).OrderBy(e => e.Time)]);
        return true;
    }

    private static Call[] WithRelated(Call[] first)
    {
        var all = new HashSet<Call>(first);
        var open = new Queue<Call>(first);
        while (open.TryDequeue(out var call))
        {
            foreach (var other in call.Related)
            {
                if (all.Add(other.Call)) open.Enqueue(other.Call);
            }
        }
        return [.. all.OrderBy(call => call.Number)];
    }

    private bool IsShown(LadderEvent e)
    {
        var isMedia = e.Kind is LadderKind.Stream or LadderKind.StreamBothWays;
        if (onlyMedia) return isMedia;
        if (onlySdp) return e.Label.EndsWith("(SDP)", StringComparison.Ordinal);
        return Stack.Settings.HasMedia || !isMedia;
    }

    private void Reread(bool _) => revision = -1;

    private FlowMessage? MessageOf(LadderEvent e)
    {
        if (e.Message < 0 || calls.Any(call => call.IsForgotten) && !messages.ContainsKey(e.Message)) return null;
        if (messages.TryGetValue(e.Message, out var known)) return known;
        // Forgetting moves messages: the next frame knows where to.
        var read = Stack.Session.Ask(trace => trace.Forgettings == forgettings ? FlowMessage.Read(trace, CallOf(trace, e), e.Message, Stack) : null);
        if (read is not null) messages[e.Message] = read;
        return read;
    }

    private Call? CallOf(Trace trace, LadderEvent e) => calls.Length == 1 ? calls[0] : calls.FirstOrDefault(call => trace.MessagesOf(call).Contains(e.Message));

    private string LabelOf(LadderEvent e)
    {
        if (sdp == SdpStyle.Word || !e.Label.EndsWith(" (SDP)", StringComparison.Ordinal)) return e.Label;
        var bare = e.Label[..^6];
        return sdp == SdpStyle.Media && MessageOf(e) is { } message ? $"{bare} ({message.Sdp})" : bare;
    }

    private Ink? InkOf(LadderEvent e)
    {
        if (e == compared) return Ink.Match;
        if (Stack.Settings.Colors == ArrowColor.Outcome || MessageOf(e) is not { } message) return null;
        return Several[Stack.Settings.Colors == ArrowColor.CSeq ? (int)(message.CSeq % Several.Length) : Math.Max(0, Array.IndexOf(calls, message.Call)) % Several.Length];
    }

    private void DrawPreview(Canvas canvas)
    {
        for (var y = 0; y < canvas.Height; y++) canvas.Put(0, y, "│", Ink.Faint);
        if (pane.Current != previewed)
        {
            previewed = pane.Current;
            preview.Lines = previewed is null ? []
                : MessageOf(previewed) is { } message ? [.. message.Colored()]
                : [.. MessageColors.Of(previewed.Text.Count > 0 ? previewed.Text : [previewed.Label])];
            preview.Rewind();
        }
        preview.Search = search.Text;
        preview.Draw(canvas.Part(1, 0, canvas.Width - 1, canvas.Height));
    }

    private void OpenMessage()
    {
        if (pane.Current is { Message: >= 0 } current)
            Stack.Push(new MessageScreen(Stack, [.. pane.Events.Select(MessageOf).OfType<FlowMessage>()], current.Message));
    }

    private void OpenRaw() => Stack.Push(new RawScreen(Stack, [.. pane.Events.Select(MessageOf).OfType<FlowMessage>()], pane.Current?.Message ?? -1));

    private void Compare()
    {
        if (pane.Current is not { Message: >= 0 } current) return;
        if (compared is null || compared == current)
        {
            compared = pane.Reference = compared is null ? current : null;
            return;
        }
        if (MessageOf(compared) is { } left && MessageOf(current) is { } right)
            Stack.Push(new DiffScreen(Stack, Stack.Session.Ask(trace => MessagePair.Of(trace, Stack, left, right))));
        compared = pane.Reference = null;
    }

    private void CompareWith(Func<Trace, ScreenStack, FlowMessage, MessagePair?> find, string otherwise)
    {
        if (pane.Current is not { Message: >= 0 } current || MessageOf(current) is not { } message) return;
        if (Stack.Session.Ask(trace => find(trace, Stack, message)) is { } pair) Stack.Push(new DiffScreen(Stack, pair));
        else Stack.Say(otherwise);
    }

    private void GoToFinding()
    {
        for (var i = 1; i <= pane.Events.Count; i++)
        {
            var index = (pane.Cursor.Index + i) % pane.Events.Count;
            if (!gravest.ContainsKey(pane.Events[index].Message)) continue;
            pane.Cursor.Index = index;
            return;
        }
        Stack.Say("no message here has a finding");
    }

    // The gravest finding of each message; a copy or a repetition has those of its original.
    private bool ReadFindings(Call call)
    {
        judged[call] = Stack.Findings.Of(call);
        gravest.Clear();
        foreach (var finding in judged.Values.SelectMany(findings => findings))
        {
            if (finding.Place.Message is not { } message) continue;
            if (!gravest.TryGetValue(message.Index, out var known) || finding.Severity > known) gravest[message.Index] = finding.Severity;
        }
        messages.Clear();
        previewed = null;
        return true;
    }

    private (string, Ink) MarkOf(LadderEvent e) =>
        gravest.TryGetValue(e.Message, out var severity) ? ("!", FindingWords.InkOf(severity)) : ("", Ink.Plain);

    private void CopyMessage()
    {
        if (pane.Current is { } current) Clipboard.Copy(Stack, string.Join('\n', current.Text.Count > 0 ? current.Text : [current.Label]), "message");
    }

    private bool TakeTyped(Key key)
    {
        if (key is { Ctrl: true, Rune.Value: 'c' }) return false;
        if (key.Code is KeyCode.Enter or KeyCode.Esc)
        {
            isSearching = false;
            if (key.Code == KeyCode.Esc) search.Set("");
            else Find(false);
            return true;
        }
        return search.Take(key);
    }

    private void Find(bool backwards)
    {
        var (text, count) = (search.Text, pane.Events.Count);
        for (var i = 1; text.Length > 0 && i <= count; i++)
        {
            var index = ((pane.Cursor.Index + (backwards ? -i : i)) % count + count) % count;
            var e = pane.Events[index];
            if (!e.Label.Contains(text, StringComparison.OrdinalIgnoreCase) && !e.Text.Any(line => line.Contains(text, StringComparison.OrdinalIgnoreCase))) continue;
            pane.Cursor.Index = index;
            return;
        }
        Stack.Say(text.Length == 0 ? "nothing to search for: / begins" : $"'{text}' does not occur");
    }
}
