using SipTrace.Correlation.Sip;

namespace SipTrace.Correlation.Evidence;

/// <summary>An ice-ufrag with its password, as a party of a call named them for an m= line on one leg.</summary>
/// <param name="Ufrag">The ufrag.</param>
/// <param name="Password">The password; empty where it is missing.</param>
/// <param name="Message">The first message on its leg that names this pair; its sender is the party.</param>
/// <param name="MediaIndex">Index of the m= line.</param>
public sealed record IceCredentials(string Ufrag, string Password, TranscriptMessage Message, int MediaIndex)
{
    /// <summary>The tag of the party.</summary>
    public string Tag => Message.SenderTag;

    /// <summary>The leg that shows it.</summary>
    public Leg Leg => Message.Leg;
}
