using SipTrace.Tests.Support;
using SipTrace.Wire.Tls;
using static SipTrace.Tests.Wire.Rtp.RtpPacketTest;

namespace SipTrace.Tests.Wire.Tls;

public class DtlsTest
{
    private static readonly string Random = string.Concat(Enumerable.Repeat("ab", 32));

    // Two profiles are offered after an extension that is not use_srtp; the server chooses one.
    private static readonly byte[] ClientHello = Handshake(1,
        $"fefd {Random} 00 00 0004c02bc02f 0100 0014 00170000 000e0007 0004 0007 0001 00 000a0001 00");
    private static readonly byte[] ServerHello = Handshake(2, $"fefd {Random} 00 c02b 00 0009 000e0005 0002 0001 00");
    private static readonly byte[] Certificate = Handshake(11, "000006 000003 308201");

    [Fact]
    public void TheProfilesOfferedAndChosenAreRead()
    {
        Assert.Equal(Octets("00070001"), Profiles(ClientHello));
        Assert.Equal(Octets("0001"), Profiles(ServerHello));
        Assert.Null(Profiles(Certificate));
    }

    [Fact]
    public void TheCertificateInClearIsRead()
    {
        var handshake = First(Certificate);
        Assert.True(handshake.IsWhole);
        Assert.True(handshake.TryGetCertificate(out var certificate));
        Assert.Equal(Octets("308201"), certificate);
    }

    [Fact]
    public void RecordsOfOneDatagramAreWalked()
    {
        byte[] datagram = [.. ServerHello, .. Certificate,
            .. Octets("14 fefd 0000 000000000007 0001 01 16 fefd 0001 000000000000 0002 ffff")];
        var seen = new List<string>();
        foreach (var record in new DtlsRecordReader(datagram))
        {
            var handshakes = 0;
            foreach (var handshake in record.Handshakes) handshakes += (int)handshake.Type;
            seen.Add($"{record.Type} {record.Epoch} {record.SequenceNumber} {handshakes}");
        }
        Assert.Equal(["Handshake 0 0 2", "Handshake 0 0 11", "ChangeCipherSpec 0 7 0", "Handshake 1 0 0"], seen);
    }

    [Fact]
    public void AFragmentIsNotRead()
    {
        var fragment = Octets("16 fefd 0000 000000000000 000f 0b 000009 0000 000000 000003 000006");
        var handshake = First(fragment);
        Assert.False(handshake.IsWhole);
        Assert.False(handshake.TryGetCertificate(out _));
        var whole = new DtlsHandshake(DtlsHandshakeType.Certificate, 0, 9, 0, Octets("000006 000003 308201"));
        Assert.True(whole.TryGetCertificate(out _));
    }

    [Theory]
    [InlineData("16 fefd 0000 000000000000 0000", true)]
    [InlineData("16 feff 0000 000000000000 0000", true)]
    [InlineData("16 0303 0000 000000000000 0000", false)]
    [InlineData("1a fefd 0000 000000000000 0000", false)]
    [InlineData("16 fefd 0000 000000000000 0001", false)]
    [InlineData("16 fefd 0000 000000000000", false)]
    public void DtlsIsKnownByTypeVersionAndLength(string hex, bool expected) =>
        Assert.Equal(expected, DtlsRecord.LooksLikeDtls(Octets(hex), Octets(hex).Length));

    [Fact]
    public void MutatedRecordsNeverThrow()
    {
        foreach (var bytes in Mutations.Of([.. ClientHello, .. ServerHello, .. Certificate], 20_000, seed: 5))
        {
            foreach (var record in new DtlsRecordReader(bytes))
            {
                foreach (var handshake in record.Handshakes)
                {
                    handshake.TryGetSrtpProfiles(out _);
                    handshake.TryGetCertificate(out _);
                }
            }
        }
    }

    private static byte[] Handshake(byte type, string body)
    {
        var octets = Octets(body);
        return [.. Octets("16 fefd 0000 000000000000"), 0, (byte)(octets.Length + 12), type, 0, 0, (byte)octets.Length, 0, 0, 0, 0, 0,
            0, 0, (byte)octets.Length, .. octets];
    }

    private static byte[]? Profiles(byte[] datagram) => First(datagram).TryGetSrtpProfiles(out var profiles) ? profiles.ToArray() : null;

    private static DtlsHandshake First(byte[] datagram)
    {
        var records = new DtlsRecordReader(datagram);
        Assert.True(records.MoveNext());
        var handshakes = records.Current.Handshakes;
        Assert.True(handshakes.MoveNext());
        return handshakes.Current;
    }
}
