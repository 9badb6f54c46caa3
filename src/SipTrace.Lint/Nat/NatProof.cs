using SipTrace.Correlation.Sip;
using SipTrace.Wire.Bytes;
using SipTrace.Wire.Sip;

namespace SipTrace.Lint.Nat;

/// <summary>What proves that the author of a message is behind a NAT, where its message says a private address.</summary>
/// <param name="Public">The address that the world sees.</param>
/// <param name="Words">How it is known.</param>
internal readonly record struct NatProof(Endpoint Public, string Words)
{
    /// <summary>A Via with a private address that was received from a public one; or the packet's source, where it is the
    /// author's.</summary>
    public static bool TryFind(TranscriptMessage message, out NatProof proof)
    {
        proof = default;
        if (message.IsRequest)
        {
            foreach (var value in message.Parse().ListValues("Via"u8))
            {
                var via = SipVia.Parse(value);
                if (!via.SentBy.TryGetEndpoint(0, out var sentBy) || !sentBy.IsPrivate()) continue;
                if (!Endpoint.TryParseAddress(via.Received, 0, out var received) || !received.IsPublic()) continue;
                proof = new NatProof(received, $"Via says received={received.AddressText()}");
                return true;
            }
        }
        var source = message.OwnSource;
        if (source.IsNone || !source.IsPublic()) return false;
        proof = new NatProof(source, $"the message comes from {source}");
        return true;
    }
}
