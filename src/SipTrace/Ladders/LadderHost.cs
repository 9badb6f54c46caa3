namespace SipTrace.Ladders;

/// <summary>A column of a ladder: one host, under every address it was seen with.</summary>
/// <param name="Name">Its alias, else its address; visible text.</param>
/// <param name="Addresses">Further lines under the name; visible text.</param>
internal sealed record LadderHost(string Name, IReadOnlyList<string> Addresses);
