using SipTrace.Tests.Support;

namespace SipTrace.Tests.Transcripts;

public class DiffTranscriptTest
{
    [Fact]
    public void What_changed_in_session_descriptions() => Transcript.Check("tests/SipTrace.Tests/Transcripts/diff.txt");
}
