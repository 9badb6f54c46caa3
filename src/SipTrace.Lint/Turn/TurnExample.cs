using SipTrace.Lint.Ice;

namespace SipTrace.Lint.Turn;

/// <summary>Calls in which Alice holds an allocation, for the examples of rules about TURN.</summary>
internal static class TurnExample
{
    /// <summary>The relayed address that the server gives, and the candidate line of it.</summary>
    public const string Relayed = "203.0.113.99:49490",
        Candidate = "a=candidate:7 1 UDP 16777215 203.0.113.99 49490 typ relay raddr 192.0.2.23 rport 11780";

    private const string Up = "192.0.2.23:11780 > 203.0.113.99:3478 TURN", Down = "203.0.113.99:3478 > 192.0.2.23:11780 TURN";

    /// <summary>A request of Alice to her server.</summary>
    public static string Asks(string at, string what) => $"{at} {Up} {what}";

    /// <summary>What the server says to her.</summary>
    public static string Says(string at, string what) => $"{at} {Down} {what}";

    /// <summary>A call that begins a second after the allocation was asked for.</summary>
    public static Example Begin(string candidate = Candidate, string? answer = null, int lifetime = 600) => new Example()
        .With(Asks("0.000", "allocate tid=800"), Says("0.020", "allocate-err tid=800 code=401"),
            Asks("0.040", "allocate tid=801 user=alice"),
            Says("0.060", answer ?? $"allocate-ok tid=801 relayed={Relayed} mapped=192.0.2.23:11780 lifetime={lifetime}"))
        .At(1).Invite(IceExample.Offer + candidate + "\n").Ok(IceExample.Answer).Ack();

    /// <summary>The same with checks and some speech.</summary>
    public static string Call(Example begun, double until = 6) => begun
        .With([.. IceExample.Checks.Select(line => "2" + line[1..])]).With(IceExample.Media("2.700", 150)).At(until).Bye().ToString();
}
