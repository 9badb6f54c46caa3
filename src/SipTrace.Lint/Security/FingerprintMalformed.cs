using SipTrace.Wire.Sdp;

namespace SipTrace.Lint.Security;

internal sealed class FingerprintMalformed() : SdpRule("SEC008", "fingerprint-malformed", Severity.Error, "RFC 8122 §5")
{
    public override string Why =>
        "a=fingerprint is a hash function and that many octets in hexadecimal with colons: 32 for sha-256. The peer compares it with the "
        + "certificate of the handshake; one that it cannot read, or of md5, ends the handshake. Case is free.";

    public override string Bad =>
        Marked("a=fingerprint:sha-256 2B:08:B7:EE:E9:14:3B:61:93:68:C3:12:1A:6A:ED:0E:88:03:EB:A0:03:9E:EA:35:40:4E:25:3E:34:08:97");

    public override string Good =>
        Marked("a=fingerprint:SHA-256 2b:08:b7:ee:e9:14:3b:61:93:68:c3:12:1a:6a:ed:0e:88:03:eb:a0:03:9e:ea:35:40:4e:25:3e:34:08:97:93");

    public override void Check(SdpBody body, Report report)
    {
        Check(body, body.Document.Session, report);
        foreach (var media in body.Media) Check(body, media, report);
    }

    private static void Check(SdpBody body, SdpSection section, Report report)
    {
        foreach (var line in section.Attributes("fingerprint"))
        {
            var fingerprint = section.OwnFingerprints.FirstOrDefault(known => known.Line.Number == line.Number);
            if ((fingerprint is null ? "a=fingerprint without a hash function"
                : FaultOf(fingerprint)) is { } fault) report.Add(body.At(line), fault);
        }
    }

    private static string? FaultOf(SdpFingerprint fingerprint)
    {
        int? needed = fingerprint.HashFunction switch { "sha-1" => 20, "sha-224" => 28, "sha-256" => 32, "sha-384" => 48, "sha-512" => 64,
            _ => null };
        if (needed is null) return $"a=fingerprint with {fingerprint.HashFunction}, which is no hash function to trust";
        if (fingerprint.Octets.IsEmpty) return "a=fingerprint is not hexadecimal octets with colons between them";
        return fingerprint.Octets.Length == needed ? null
            : $"a=fingerprint has {fingerprint.Octets.Length} octets, {fingerprint.HashFunction} has {needed}";
    }

    private static string Marked(string line) => Example.Sdp("192.0.2.23", "m=audio 11780 UDP/TLS/RTP/SAVP 8", "a=setup:actpass", line);
}
