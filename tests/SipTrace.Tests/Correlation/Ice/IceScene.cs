using SipTrace.Correlation;
using SipTrace.Correlation.Ice;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Correlation.Ice;

/// <summary>A call with ICE between two hosts, played packet by packet.</summary>
internal sealed class IceScene
{
    public const string Alice = "198.51.100.1:4000", Bob = "198.51.100.2:5000";
    private const string AliceSip = "198.51.100.1:5060", BobSip = "198.51.100.2:5060";

    private readonly Dialogue dialogue = new();
    private int transactions, cseq;

    public Trace Trace => dialogue.Trace;

    /// <summary>An offer of Alice and the answer of Bob.</summary>
    public IceScene Exchange(double at, string offererUfrag = "aaaa", string answererUfrag = "bbbb", string toTag = "b", string session = "", string offerMore = "")
    {
        dialogue.Send(at, AliceSip, BobSip, "INVITE", ++cseq, cseq > 1 ? toTag : "", branch: $"b{cseq}", body: Sdp(Alice, offererUfrag, "", offerMore));
        return Answer(at + 0.01, answererUfrag, toTag, session);
    }

    /// <summary>An answer to the last offer.</summary>
    public IceScene Answer(double at, string ufrag, string toTag, string session = "")
    {
        dialogue.Send(at, BobSip, AliceSip, "200 INVITE", cseq, toTag, branch: $"b{cseq}", body: Sdp(Bob, ufrag, session));
        return this;
    }

    /// <summary>The password that goes with an ufrag.</summary>
    public static string PasswordOf(string ufrag) => $"password-of-the-agent-{ufrag}";

    /// <summary>A check and, where it is not silent, its answer.</summary>
    /// <param name="at">When it is sent; the answer comes 10 ms later.</param>
    /// <param name="from">The sender.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="ufrags">receiver:sender.</param>
    /// <param name="password">What it is signed with; the receiver's by itself, nothing where empty.</param>
    /// <param name="nominates">Whether it has USE-CANDIDATE.</param>
    /// <param name="isControlling">The role it claims.</param>
    /// <param name="mapped">The mapped address of the answer, the sender by itself; empty for no answer.</param>
    /// <param name="error">The code of an error answer.</param>
    /// <param name="answerFrom">Where the answer comes from.</param>
    /// <param name="repeats">Requests sent once more, 100 ms apart, before the answer.</param>
    public IceScene Check(double at, string from, string to, string ufrags, string? password = null, bool nominates = false, bool isControlling = true,
        string? mapped = null, int error = 0, string? answerFrom = null, int repeats = 0)
    {
        var id = ++transactions;
        var key = password ?? PasswordOf(ufrags.Split(':')[0]);
        var request = new StunBytes(0x0001, id).Add(0x0006, ufrags).Add(0x0024, 0x6e0001ffu).Add((ushort)(isControlling ? 0x802a : 0x8029), new byte[8]);
        if (nominates) request.Add(0x0025, "");
        var bytes = request.Build(key.Length == 0 ? null : key);
        for (var i = 0; i <= repeats; i++) dialogue.SendRaw(at + i * 0.1, from, to, bytes);
        if (mapped == "") return this;
        var answer = error > 0 ? new StunBytes(0x0111, id).Add(0x0009, [0, 0, (byte)(error / 100), (byte)(error % 100)]) : new StunBytes(0x0101, id).AddAddress(0x0020, mapped ?? from);
        dialogue.SendRaw(at + repeats * 0.1 + 0.01, answerFrom ?? to, from, answer.Build(error > 0 || key.Length == 0 ? null : key));
        return this;
    }

    /// <summary>A request of a host to a STUN server, and its answer.</summary>
    public IceScene Ask(double at, string from, string server, string mapped, uint change = 0, string? answerFrom = null)
    {
        var request = new StunBytes(0x0001, ++transactions);
        if (change != 0) request.Add(0x0003, change);
        dialogue.SendRaw(at, from, server, request.Build());
        if (mapped.Length > 0) dialogue.SendRaw(at + 0.01, answerFrom ?? server, from, new StunBytes(0x0101, transactions).AddAddress(0x0020, mapped).Build());
        return this;
    }

    /// <summary>Any packet.</summary>
    public IceScene Raw(double at, string from, string to, byte[] payload)
    {
        dialogue.SendRaw(at, from, to, payload);
        return this;
    }

    /// <summary>The sessions of the only call.</summary>
    public IReadOnlyList<IceSession> Sessions()
    {
        var call = dialogue.End();
        return new IceSessions(Trace).Of(call);
    }

    /// <summary>The only session of the only call.</summary>
    public IceSession Session() => Assert.Single(Sessions());

    /// <summary>The capture without a call: its sessions.</summary>
    public IReadOnlyList<IceSession> WithoutCall()
    {
        Assert.Empty(dialogue.EndAll());
        return new IceSessions(Trace).WithoutSignalling();
    }

    /// <summary>What the NATs do.</summary>
    public IReadOnlyList<NatBehaviour> Nats()
    {
        var calls = dialogue.EndAll();
        var source = new IceSessions(Trace);
        var reader = new NatReader(Trace, source.Media);
        foreach (var session in calls.SelectMany(source.Of).Concat(source.WithoutSignalling())) reader.Take(session);
        return reader.Read();
    }

    private static string Sdp(string at, string ufrag, string session, string more = "")
    {
        var (host, port) = (at.Split(':')[0], at.Split(':')[1]);
        return $"v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n{session}m=audio {port} RTP/AVP 0\r\na=rtcp-mux\r\n"
            + $"a=ice-ufrag:{ufrag}\r\na=ice-pwd:{PasswordOf(ufrag)}\r\na=candidate:1 1 udp 2130706431 {host} {port} typ host\r\n{more}";
    }
}
