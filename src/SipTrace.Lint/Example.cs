using System.Globalization;
using System.Text;

namespace SipTrace.Lint;

/// <summary>Writes the call text of a rule's <see cref="Rule.Bad"/> and <see cref="Rule.Good"/>: a call of Alice, a phone, to Bob, a
/// PBX.</summary>
/// <remarks>Each message comes a tenth of a second after the one before, unless <see cref="At"/> says when.</remarks>
internal sealed class Example(string alice = "192.0.2.23:5060", string bob = "203.0.113.5:5060", string transport = "UDP")
{
    private readonly StringBuilder text = new();
    private double now = -0.1;
    private int cseq = 1;
    private string branch = "1", method = "INVITE", bobTag = "";
    private bool isOfBob;
    private (string From, string To, string Head, string Sdp) last;

    /// <summary>An SDP body: what every body has, and the lines given.</summary>
    public static string Sdp(string address, params string[] lines) => string.Join('\n',
        ["v=0", $"o=- 20017 1 IN IP{(address.Contains(':') ? 6 : 4)} {address}", "s=call",
            $"c=IN IP{(address.Contains(':') ? 6 : 4)} {address}", "t=0 0", .. lines]) + "\n";

    /// <summary>A call that is set up by one offer and one answer, and ended.</summary>
    public static string Call(string offer, string answer) => new Example().Invite(offer).Ok(answer).Ack().Bye().ToString();

    /// <summary>The time of the next line, in seconds.</summary>
    public Example At(double seconds)
    {
        now = seconds - 0.1;
        return this;
    }

    /// <summary>An INVITE: the first, or one within the dialog.</summary>
    public Example Invite(string sdp = "", bool byBob = false, string headers = "") => Request("INVITE", sdp, byBob, headers);

    /// <summary>A request of either side.</summary>
    public Example Request(string name, string sdp = "", bool byBob = false, string headers = "")
    {
        (method, isOfBob) = (name, byBob);
        if (name != "ACK" && text.Length > 0) cseq++;
        branch = $"{cseq}{(name == "ACK" ? "ack" : "")}";
        return Write($"{name} sip:{(byBob ? "alice" : "bob")}@example.com SIP/2.0", byBob, sdp, headers + "Max-Forwards: 70\n");
    }

    /// <summary>A response to the last request.</summary>
    public Example Response(string status, string sdp = "", string headers = "")
    {
        if (!isOfBob && bobTag.Length == 0 && !status.StartsWith("100", StringComparison.Ordinal)) bobTag = "b1";
        return Write($"SIP/2.0 {status}", !isOfBob, sdp, headers);
    }

    /// <summary>A 200 to the last request.</summary>
    public Example Ok(string sdp = "", string headers = "") => Response("200 OK", sdp, headers);

    /// <summary>The ACK to a 200.</summary>
    public Example Ack(string sdp = "") => Request("ACK", sdp, isOfBob);

    /// <summary>A BYE of Alice and its answer.</summary>
    public Example Bye() => Request("BYE").Ok();

    /// <summary>The last message as its sender repeats it.</summary>
    public Example Again(double every, int times = 1)
    {
        for (; times > 0; times--)
        {
            now += every;
            Put();
        }
        return this;
    }

    /// <summary>The last request as its receiver passes it on: with a Via of its own, and changed as told.</summary>
    public Example Forward(string to, Func<string, string>? changeHead = null, Func<string, string>? changeSdp = null)
    {
        now += 0.01;
        var head = last.Head.Insert(last.Head.IndexOf("Via:", StringComparison.Ordinal),
            $"Via: SIP/2.0/{transport} {last.To};branch=z9hG4bKp{branch}\n");
        last = (last.To, to, changeHead?.Invoke(head) ?? head, changeSdp?.Invoke(last.Sdp) ?? last.Sdp);
        return Put();
    }

    /// <summary>The last message as it leaves a NAT, or a device that changes what it passes on as told.</summary>
    public Example Translated(string from, Func<string, string>? changeHead = null, Func<string, string>? changeSdp = null)
    {
        now += 0.001;
        last = (from, last.To, changeHead?.Invoke(last.Head) ?? last.Head, changeSdp?.Invoke(last.Sdp) ?? last.Sdp);
        return Put();
    }

    /// <summary>A line of call text about a packet that is no SIP, with its own time.</summary>
    public Example Packet(string line)
    {
        text.Append(line).Append('\n');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private Example Write(string start, bool fromBob, string sdp, string headers)
    {
        now += 0.1;
        var (from, to) = fromBob ? (bob, alice) : (alice, bob);
        var asker = isOfBob ? bob : alice;
        var (mine, other) = ("<sip:alice@example.com>;tag=a1", "<sip:bob@example.com>" + (bobTag.Length > 0 ? ";tag=" + bobTag : ""));
        var isInvite = method == "INVITE" && !start.StartsWith("SIP/2.0 1", StringComparison.Ordinal);
        var head = $"{start}\nVia: SIP/2.0/{transport} {asker};branch=z9hG4bK{branch};rport\n"
            + $"From: {(isOfBob ? other : mine)}\nTo: {(isOfBob ? mine : other)}\nCall-ID: example@192.0.2.23\nCSeq: {cseq} {method}\n"
            + (isInvite ? $"Contact: <sip:{(fromBob ? "bob" : "alice")}@{from}>\n" : "")
            + headers;
        last = (from, to, head, sdp);
        return Put();
    }

    private Example Put()
    {
        var kind = transport == "UDP" ? "SIP" : "SIP/" + transport;
        var sdp = last.Sdp;
        text.Append(string.Create(CultureInfo.InvariantCulture, $"{now:0.000} {last.From} > {last.To} {kind}\n")).Append(last.Head)
            .Append(sdp.Length > 0 && !last.Head.Contains("Content-Type", StringComparison.Ordinal) ? "Content-Type: application/sdp\n"
            : "")
            .Append(last.Head.Contains("Content-Length", StringComparison.Ordinal) ? ""
            : $"Content-Length: {Encoding.UTF8.GetByteCount(sdp) + sdp.Count(c => c == '\n')}\n")
            .Append('\n')
            .Append(sdp.Length > 0 ? sdp + "\n" : "");
        return this;
    }
}
