using SipTrace.Correlation.Evidence;

namespace SipTrace.Lint.Diagnoses;

internal sealed class DefaultNotUpdated() : Diagnosis("D11", "default-not-updated", "old address in SDP",
    "a re-INVITE after ICE that is switched off, or blocked by a proxy", ["ICE031", "ICE030"])
{
    protected override IReadOnlyList<string> Explains => ["ICE030", "ICE031", "RTP004", "RTP012"];

    internal override Cause? Find(Symptoms seen)
    {
        if (seen.First("ICE031", "ICE030") is not { } stale) return null;
        foreach (var flow in seen.Seen.Flows)
        {
            var isDefault = seen.Seen.AddressesAt(flow.Destination).Any(address => address.Kind == MediaAddressKind.Default
                && address.Endpoint == flow.Destination);
            if (!isDefault || flow.Stream.Unique < 50) continue;
            if (seen.Seen.Checks.Any(check => check.IsNomination && (seen.Seen.AreSameSocket(check.Local, flow.Destination)
                || seen.Seen.AreSameSocket(check.Remote, flow.Destination)))) continue;
            if (seen.Seen.AddressesAt(flow.Source).Any()) continue;
            return Sure(seen, $"ICE chose another pair, the SDP still says {flow.Destination}: {flow.Source} sends to the old address "
                + $"(frame {flow.Stream.FirstFrame}); {stale.Message}.",
                new Evidence(flow.Stream.FirstFile, flow.Stream.FirstFrame, "RTP to the old address"));
        }
        return null;
    }
}
