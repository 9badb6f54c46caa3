using System.Text;
using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>The checks of one direction between two ICE agents: those whose USERNAME is <c>receiver's ufrag:sender's ufrag</c>.</summary>
public sealed class UfragPair
{
    private readonly int colon;

    internal UfragPair(int index, byte[] username, int colon)
    {
        Index = index;
        Username = username;
        this.colon = colon;
    }

    /// <summary>Its place in <see cref="StunTable.Pairs"/>.</summary>
    public int Index { get; internal set; }

    /// <summary>The whole name, as on the wire.</summary>
    internal byte[] Username { get; }

    /// <summary>The ufrag of the agent that receives the checks.</summary>
    public string Receiver => Encoding.UTF8.GetString(ReceiverOctets);

    /// <summary>The ufrag of the agent that sends them.</summary>
    public string Sender => Encoding.UTF8.GetString(SenderOctets);

    /// <summary>Whether these are checks between two ufrags, in either direction.</summary>
    public bool IsBetween(string? one, string? other) => (Is(SenderOctets, one) && Is(ReceiverOctets, other)) || (Is(SenderOctets, other) && Is(ReceiverOctets, one));

    /// <summary>The octets of <see cref="Receiver"/>.</summary>
    internal ReadOnlySpan<byte> ReceiverOctets => Username.AsSpan(0, colon);

    /// <summary>The octets of <see cref="Sender"/>.</summary>
    internal ReadOnlySpan<byte> SenderOctets => Username.AsSpan(colon + 1);

    /// <summary>Index of its first transaction.</summary>
    internal int First { get; set; } = -1;

    /// <summary>Index of its last transaction.</summary>
    internal int Last { get; set; }

    /// <summary>When its last request was seen.</summary>
    public Timestamp LastSeen { get; internal set; }

    /// <summary>Transactions that succeeded.</summary>
    public int Succeeded { get; internal set; }

    /// <summary>Transactions with USE-CANDIDATE that succeeded.</summary>
    public int Nominated { get; internal set; }

    /// <summary>When the last of them succeeded.</summary>
    public Timestamp LastNominated { get; internal set; }

    private static bool Is(ReadOnlySpan<byte> octets, string? ufrag) =>
        ufrag is not null && (Ascii.Equals(octets, ufrag) || (!Ascii.IsValid(octets) && Encoding.UTF8.GetString(octets) == ufrag));
}
