using SipTrace.Tests.Capture.Files;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Commands;

public class DiffTest
{
    private const string Body = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\na=ice-ufrag:abcd\r\na=ice-pwd:1234567890123456789012\r\n";

    [Fact]
    public void Two_bodies_as_text_are_compared_and_passwords_are_masked()
    {
        using var folder = new TemporaryFolder();
        var (before, after) = (folder.Write("a.sdp", Octets(Body)), folder.Write("b.sdp", Octets(Body.Replace("abcd", "efgh").Replace("12345", "54321"))));

        var run = ProgramRun.Of("diff", before, after);

        Assert.Equal(0, run.Status);
        Assert.Contains("m=audio, line 1, ICE restart\n  ~ credentials a=ice-ufrag:abcd > a=ice-ufrag:efgh\n  ~ credentials a=ice-pwd:****", run.Output);
        Assert.DoesNotContain("54321", run.Output);
        Assert.DoesNotContain("54321", ProgramRun.Of("diff", before, after, "--format", "json").Output);
        Assert.Contains("54321", ProgramRun.Of("diff", before, after, "--show-secrets").Output);
    }

    [Fact]
    public void One_body_alone_is_the_users_mistake()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.Of("diff", folder.Write("a.sdp", Octets(Body)));

        Assert.Equal(2, run.Status);
        Assert.Contains("diff compares two SDP bodies", run.Error);
    }

    private static byte[] Octets(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
