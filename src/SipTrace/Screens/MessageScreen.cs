using SipTrace.Output;
using SipTrace.Terminal;

namespace SipTrace.Screens;

/// <summary>One message in full, coloured by its parts.</summary>
internal sealed class MessageScreen : TextScreen
{
    private readonly IReadOnlyList<FlowMessage> messages;
    private int at;

    /// <summary>A message, and those before and after it.</summary>
    public MessageScreen(ScreenStack stack, IReadOnlyList<FlowMessage> messages, int index)
        : base(stack)
    {
        this.messages = messages;
        Keys = WithTextKeys(new KeyTable
        {
            { "<", "", "the message before", () => Show(at - 1) },
            { ">", "Next", "the message after", () => Show(at + 1) },
        });
        Show(Math.Max(0, messages.ToList().FindIndex(message => message.Index == index)));
    }

    /// <inheritdoc/>
    public override KeyTable Keys { get; }

    /// <inheritdoc/>
    public override string Title => $"message {at + 1} of {messages.Count}  {messages[at].Label}";

    private void Show(int index)
    {
        at = Math.Clamp(index, 0, messages.Count - 1);
        Pane.Lines = [TextLine.Of(messages[at].Head, Ink.Faint), new TextLine(""), .. messages[at].Colored()];
        Pane.Rewind();
    }
}
