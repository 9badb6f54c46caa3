using SipTrace.Tests.Support;

namespace SipTrace.Tests.Transcripts;

/// <summary>Every screen, as text: keys in, the last frame out.</summary>
public class ScreensTest
{
    private const string Folder = "tests/SipTrace.Tests/Transcripts/screens";

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.PathOf(Folder)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_screens_show_what_they_showed(string file) => Transcript.Check(Path.Combine(Folder, file));
}
