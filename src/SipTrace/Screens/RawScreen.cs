using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>The messages of a ladder, one after the other.</summary>
internal sealed class RawScreen : TextScreen
{
    /// <summary>Some messages; the one of the index comes into sight.</summary>
    public RawScreen(ScreenStack stack, IReadOnlyList<FlowMessage> messages, int index)
        : base(stack)
    {
        Keys = WithTextKeys([]);
        Title = $"{messages.Count} messages";
        var lines = new List<TextLine>();
        var first = 0;
        foreach (var message in messages)
        {
            if (message.Index == index) first = lines.Count;
            lines.Add(TextLine.Of(message.Head, Ink.Faint));
            lines.AddRange(message.Colored());
            lines.Add(new TextLine(""));
        }
        Pane.Lines = lines;
        Pane.ShowLine(first);
    }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title { get; }
}
