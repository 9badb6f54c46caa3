using System.Text;
using SipTrace.Tests.Support;
using SipTrace.Wire.Rtp;
using static SipTrace.Tests.Wire.Rtp.RtpPacketTest;

namespace SipTrace.Tests.Wire.Rtp;

public class RtcpReaderTest
{
    private const string Report = "81c8000c 11111111 e0000001 80000000 00001000 0000000a 00000640"
        + "22222222 40fffffe 00010005 00000007 00018000 00010000";
    private const string Names = "81ca0004 11111111 0105 612e624063 0602 7631 00";
    private const string Leave = "82cb0005 11111111 33333333 08 656e64206f6620 63 000000";
    private const string Nack = "81cd0003 11111111 22222222 00050000";
    private const string Picture = "81ce0002 11111111 22222222";
    private const string Application = "81cc0003 11111111 4e414d45 00000001";

    // 127 stands for what is not available.
    private const string Extended = "80cf000a 11111111 07000008 22222222 10200304 "
        + "0064 00c8 0050 0028 e5 c4 10 00 5d 7f 2a 29 00 00 003c 0078 0000";

    [Fact]
    public void ACompoundIsWalkedPacketByPacket()
    {
        Assert.True(RtcpReader.TryRead(Octets(Report + Names + Nack + Picture + Application + Leave), out var reader));
        Assert.False(reader.IsEncrypted);
        var types = new List<RtcpPacketType>();
        foreach (var packet in reader)
        {
            types.Add(packet.Type);
            Assert.Equal(0x11111111u, packet.Ssrc);
        }
        Assert.Equal([RtcpPacketType.SenderReport, RtcpPacketType.SourceDescription, RtcpPacketType.TransportFeedback,
            RtcpPacketType.PayloadFeedback, RtcpPacketType.Application, RtcpPacketType.Bye], types);
    }

    [Fact]
    public void SenderAndReportBlocksAreRead()
    {
        var packet = First(Report);
        Assert.True(packet.TryGetSenderInfo(out var sender));
        Assert.Equal(new RtcpSenderReport(0xe000000180000000, 0x1000, 10, 1600), sender);
        Assert.Equal(0x00018000u, sender.MiddleOfNtpTime);
        var reports = packet.Reports;
        Assert.True(reports.MoveNext());
        Assert.Equal(new RtcpReportBlock(0x22222222, 0x40, -2, 0x10005, 7, 0x18000, 0x10000), reports.Current);
        Assert.False(reports.MoveNext());
        Assert.Equal(TimeSpan.FromSeconds(0.5), reports.Current.RoundTrip(0x18000 + 0x10000 + 0x8000));
        Assert.Null(reports.Current.RoundTrip(0x18000));
        Assert.Null((reports.Current with { LastSenderReport = 0 }).RoundTrip(0x30000));
    }

    [Fact]
    public void NamesAreRead()
    {
        var items = new List<string>();
        foreach (var item in First(Names).Descriptions) items.Add($"{item.Ssrc:x} {item.Type} {Encoding.UTF8.GetString(item.Text)}");
        Assert.Equal(["11111111 CanonicalName a.b@c", "11111111 Tool v1"], items);
    }

    [Fact]
    public void FeedbackApplicationAndByeAreRead()
    {
        Assert.Equal((1, 0x22222222u), (First(Nack).Count, First(Nack).MediaSsrc));
        Assert.Equal(Octets("00050000"), First(Nack).FeedbackControl);
        Assert.Equal("NAME"u8, First(Application).ApplicationName);
        Assert.Equal(Octets("1111111133333333"), First(Leave).LeavingSources);
        Assert.Equal("end of c"u8, First(Leave).LeavingReason);
        Assert.Equal("", Encoding.UTF8.GetString(First(Nack).LeavingReason));
    }

    [Fact]
    public void VoipMetricsAreRead()
    {
        var blocks = First(Extended).ExtendedBlocks;
        Assert.True(blocks.MoveNext());
        Assert.True(blocks.Current.TryGetVoipMetrics(out var metrics));
        Assert.Equal(new RtcpVoipMetrics(0x22222222, 16, 32, 3, 4, 100, 200, 80, 40, -27, -60, 93, 42, 41, 60), metrics);
        Assert.False(blocks.MoveNext());
    }

    [Fact]
    public void SrtcpIsNamedAndOnlyItsFirstEightOctetsAreRead()
    {
        // RFC 3711 §3.4: the index with its flag and a tag of ten octets follow.
        var encrypted = Octets(Report + "12345678 9abcdef0 80000001 00112233445566778899");
        Assert.True(RtcpReader.TryRead(encrypted, out var reader));
        Assert.True(reader.IsEncrypted);
        Assert.True(reader.MoveNext());
        Assert.Equal((RtcpPacketType.SenderReport, 0x11111111u), (reader.Current.Type, reader.Current.Ssrc));
        Assert.False(reader.Current.TryGetSenderInfo(out _));
        Assert.False(reader.Current.Reports.MoveNext());
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void APacketCutByTheCaptureIsNotTakenForSrtcp()
    {
        var whole = Octets(Report + Names);
        Assert.True(RtcpReader.TryRead(whole.AsSpan(0, 60), whole.Length, out var reader));
        Assert.False(reader.IsEncrypted);
        Assert.True(reader.MoveNext());
        Assert.False(reader.MoveNext());
    }

    [Theory]
    [InlineData("80c90001 11111111", true)]
    [InlineData("80d40001 11111111", false)]
    [InlineData("40c90001 11111111", false)]
    [InlineData("80c90002 11111111", false)]
    [InlineData("80c90001 1111", false)]
    public void RtcpIsKnownByVersionTypeAndLength(string hex, bool expected) =>
        Assert.Equal(expected, RtcpReader.TryRead(Octets(hex), out _));

    [Fact]
    public void MutatedCompoundsNeverThrow()
    {
        foreach (var bytes in Mutations.Of(Octets(Report + Names + Extended + Nack + Application + Leave), 20_000, seed: 4))
        {
            if (!RtcpReader.TryRead(bytes, out var reader)) continue;
            foreach (var packet in reader)
            {
                foreach (var report in packet.Reports) _ = report.RoundTrip(1);
                foreach (var item in packet.Descriptions) _ = item.Text.Length;
                foreach (var block in packet.ExtendedBlocks) block.TryGetVoipMetrics(out _);
                packet.TryGetSenderInfo(out _);
                _ = (packet.Ssrc, packet.MediaSsrc, packet.Count, packet.HasPadding);
                _ = packet.LeavingReason.Length + packet.LeavingSources.Length;
                _ = packet.ApplicationName.Length + packet.FeedbackControl.Length;
            }
        }
    }

    private static RtcpPacket First(string hex)
    {
        Assert.True(RtcpReader.TryRead(Octets(hex), out var reader));
        Assert.True(reader.MoveNext());
        return reader.Current;
    }
}
