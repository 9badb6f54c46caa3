using SipTrace.Tests.Support;

namespace SipTrace.Tests.Transcripts;

public class RtpTranscriptTest
{
    [Fact]
    public void Rtp_prints_what_its_transcript_says() => Transcript.Check("tests/SipTrace.Tests/Transcripts/rtp.txt");
}
