using System.Text;
using SipTrace.Output;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Screens;

/// <summary>Whatever stands in a display name, columns stay where they are and nothing reaches the terminal.</summary>
public class HostileNamesTest
{
    private static readonly string[] names =
    [
        "李明 和 王芳", "e\u0301\u0301\u0301 combined", "👨‍👩‍👧‍👦 family 🇩🇪", "שלום עולם", "مرحبا بالعالم", "\u001b[2J\u001b]0;owned\u0007", "\u009b31mC1", "\u202eevil\u2066",
        "a\u0000b\u007fc", "ﷺ long ligature", "ｆｕｌｌｗｉｄｔｈ", "\u200b\u200dzero", "z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo", "tab\there", "\ud83d",
    ];

    [Theory]
    [InlineData("F10 Down Down Down Down Down Space Esc")]
    [InlineData("Down Down Enter")]
    [InlineData("Down Enter Enter")]
    [InlineData("r")]
    [InlineData("Down Enter Space Down Space")]
    public void Every_line_has_its_width_and_no_control_character(string keys)
    {
        using var file = new TemporaryFile(".pcap");
        File.WriteAllBytes(file.Path, Samples.Pcap(names.SelectMany((name, i) => new[] { (i * 1.0, Message(name, i, true)), (i + 0.1, Message(name, i, false)) })));
        var run = ProgramRun.Of(file.Path, "--screen", "120x40", "--keys", keys);
        Assert.Equal(0, run.Status);
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(40, lines.Length);
        Assert.All(lines, line => Assert.Equal(120, TextWidth.Of(line)));
        Assert.DoesNotContain(run.Output.EnumerateRunes(), rune => rune.Value != '\n' && Rune.IsControl(rune));
        Assert.DoesNotContain(run.Output.EnumerateRunes(), rune => rune.Value is >= 0x202a and <= 0x202e or >= 0x2066 and <= 0x2069);
    }

    private static byte[] Message(string name, int number, bool isRequest) => UdpPacket.InEthernet(isRequest ? "192.0.2.1:5060" : "192.0.2.2:5060",
        isRequest ? "192.0.2.2:5060" : "192.0.2.1:5060", Encoding.UTF8.GetBytes(
            $"{(isRequest ? "INVITE sip:bob@example.com SIP/2.0" : "SIP/2.0 486 Busy " + name)}\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK{number}\r\n"
            + $"From: \"{name}\" <sip:{Uri.EscapeDataString(name)}@example.com>;tag={number}\r\nTo: <sip:{name}@example.com>\r\nCall-ID: {number}@{name}\r\nCSeq: 1 INVITE\r\n"
            + $"Subject: {name}\r\nContent-Length: 0\r\n\r\n"));
}
