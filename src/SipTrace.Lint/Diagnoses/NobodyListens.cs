namespace SipTrace.Lint.Diagnoses;

internal sealed class NobodyListens() : Diagnosis("D26", "nobody-listens", "nobody listens",
    "reuse of ports, a crash, a wrong address to bind to", ["RTP012"])
{
    protected override IReadOnlyList<string> Explains => ["RTP012", "RTP001", "RTP010"];

    internal override Cause? Find(Symptoms seen)
    {
        if (!seen.Has("RTP012") || seen.Streams.Select(stream => stream.CalleeTag).Distinct().Count() > 1) return null;
        if (seen.Seen.Unreachables.FirstOrDefault(media => media.IsRtp && media.Report.By.HasSameAddress(media.Report.Destination)
            && !media.Report.Reason.Contains("host")) is not { } refused) return null;
        var report = refused.Report;
        return Sure(seen, $"{report.By.AddressText()} itself says that nothing listens on {report.Destination} (ICMP {report.Reason}, "
            + $"frame {report.FirstFrame}, {seen.After(report.FirstTime)} s into the call).",
            new Evidence(report.File, report.FirstFrame, $"ICMP {report.Reason}"));
    }
}
