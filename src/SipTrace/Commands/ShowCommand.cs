using System.Globalization;
using System.Text;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary><c>siptrace show</c>: the messages of calls, as they were on the wire.</summary>
internal static class ShowCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("show", "the messages of a call, as they were on the wire", ["text", "json", "ndjson", "raw", "wireshark"],
        [
            "siptrace show server.pcap -C 3",
            "siptrace show server.pcap -C 3 --format raw > call.sip     # siptrace and people can read it again",
            "siptrace show server.pcap -C 3 --format wireshark          # a display filter for this call",
        ],
        Run);

    private static int Run(Job job)
    {
        var choice = new CallChoice(job.Arguments);
        // What the rules say of a message may rest on its media.
        using var reading = Reading.Of(job, followsMedia: job.Format is "json" or "ndjson");
        var calls = choice.From(reading.Trace);
        switch (job.Format)
        {
            case "text":
                foreach (var view in MessageView.Of(reading.Trace, calls, choice.IsAll)) WriteText(job, reading, view, calls.Count > 1);
                break;
            case "raw":
                foreach (var view in MessageView.Of(reading.Trace, calls, choice.IsAll)) WriteRaw(job, view);
                break;
            case "wireshark":
                job.Text.WriteLine(string.Join(" || ", calls.Select(call => $"sip.Call-ID == {Quote(call.CallId)}")));
                break;
            default:
                MessageRows.Write(job, reading, choice);
                break;
        }
        return 0;
    }

    /// <summary>Writes one message for people.</summary>
    public static void WriteText(Job job, Reading reading, MessageView view, bool isOneOfSeveral)
    {
        var message = view.Message;
        var original = message.Original >= 0 ? reading.Trace.Messages[message.Original].Frame : 0;
        var remark = message.IsRetransmission ? $", retransmission of frame {original}"
            : message.IsCopy ? $", copy of frame {original}"
            : "";
        var file = reading.Captures.Inputs.Count > 1 ? WireText.Clean(reading.Captures.Inputs[message.File].Name) + " " : "";
        var head = $"{file}frame {message.Frame}  {job.Clock.DateAndTime(message.Time)} {job.Clock.ZoneAt(message.Time)}  {view.Source} > {view.Destination}  "
            + CallWords.Of(message.Transport) + (isOneOfSeveral && view.Call is { } call ? $"  call {call.Number}" : "") + remark + (message.IsCut ? ", cut by the capture" : "");
        job.Text.Write(job.Palette.Paint(Ink.Strong, head) + "\n");
        foreach (var line in WireText.CleanLines(job.Masked(view.Bytes.Span))) job.Text.Write(line + "\n");
        job.Text.Write("\n");
    }

    // To a terminal nothing goes unescaped, whatever was asked for; a file gets the octets, after a line that siptrace reads again.
    private static void WriteRaw(Job job, MessageView view)
    {
        var message = view.Message;
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{message.Time.Nanoseconds / 1000 / 1e6:0.000000}");
        var transport = message.Transport == SipTransport.Udp ? "SIP" : "SIP/" + CallWords.Of(message.Transport).ToUpperInvariant();
        var head = $"{seconds} {view.Source} > {view.Destination} {transport}\n";
        if (job.World.OutputIsTerminal)
        {
            job.Text.Write(head);
            foreach (var line in WireText.CleanLines(job.Masked(view.Bytes.Span))) job.Text.Write(line + "\n");
            job.Text.Write("\n");
            return;
        }
        // Latin-1 keeps every octet through the masking of secrets.
        var text = Encoding.Latin1.GetString(view.Bytes.Span);
        job.World.Output.Write(Encoding.ASCII.GetBytes(head));
        job.World.Output.Write(Encoding.Latin1.GetBytes(job.Arguments.ShowSecrets ? text : Secrets.Mask(text)));
        if (!text.EndsWith('\n')) job.World.Output.Write("\r\n"u8);
        job.World.Output.Write("\n"u8);
    }

    private static string Quote(string callId) =>
        "\"" + WireText.Clean(callId).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
