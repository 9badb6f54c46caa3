using SipTrace.Tests.Support;

namespace SipTrace.Tests.Transcripts;

public class ExplainTranscriptTest
{
    [Fact]
    public void The_stories_are_told_as_the_program_tells_them() => Transcript.Check("docs/explain.md");
}
