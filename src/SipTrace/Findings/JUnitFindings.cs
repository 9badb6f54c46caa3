using System.Globalization;
using System.Xml;
using SipTrace.Commands;
using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Findings;

/// <summary>JUnit XML: each input is a test suite, each finding a test that failed, each call without one a test that passed.</summary>
internal static class JUnitFindings
{
    /// <summary>Writes the document.</summary>
    public static void Write(Job job, LintResult result)
    {
        using var xml = XmlWriter.Create(job.Text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CloseOutput = false });
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        foreach (var input in result.Reading.Captures.Inputs) WriteSuite(xml, result, input.File);
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteSuite(XmlWriter xml, LintResult result, string file)
    {
        var findings = result.Findings.Where(finding => result.FileOf(finding) == file).ToList();
        var touched = findings.Select(finding => finding.Call).ToHashSet();
        var clean = result.Chosen.Where(call => !touched.Contains(call)
            && result.Reading.FileOf(result.Reading.Trace.Messages[call.FirstMessage]) == file).ToList();
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Clean(file));
        xml.WriteAttributeString("tests", Number(findings.Count + clean.Count));
        xml.WriteAttributeString("failures", Number(findings.Count));
        foreach (var call in clean)
        {
            WriteCase(xml, "no finding", call);
            xml.WriteEndElement();
        }
        foreach (var finding in findings)
        {
            WriteCase(xml, $"{finding.Rule.Code} {finding.Rule.Name} {result.Where(finding)[file.Length..].TrimStart(':')}", finding.Call);
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", FindingWords.Of(finding.Severity));
            xml.WriteAttributeString("message", Clean(finding.Message));
            xml.WriteString(Clean($"{result.Where(finding)}: {finding.Message}")
                + (finding.Rule.Source.Length > 0 ? $" [{finding.Rule.Source}]" : ""));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, string name, Call? call)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("classname", call is null ? "siptrace" : Clean($"siptrace.call {call.Number}.{call.CallId}"));
    }

    private static string Clean(string text) => WireText.Clean(text);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
