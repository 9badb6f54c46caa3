using System.Security.Cryptography;
using SipTrace.Correlation.Sip;
using SipTrace.Wire.Sdp;

namespace SipTrace.Correlation.Media;

/// <summary>Compares certificates with the fingerprints that SDP announced (RFC 8122 §5).</summary>
public static class Certificates
{
    /// <summary>What a certificate is to all SDP bodies of one side of a call, whatever leg they were seen on.</summary>
    /// <param name="transcript">The call.</param>
    /// <param name="isCallers">Whether the caller showed it; else the callee.</param>
    /// <param name="certificate">The certificate in DER; empty where none was seen.</param>
    public static CertificateVerdict Judge(CallTranscript transcript, bool isCallers, ReadOnlySpan<byte> certificate)
    {
        if (certificate.IsEmpty) return CertificateVerdict.Hidden;
        var verdict = CertificateVerdict.NoFingerprint;
        foreach (var message in transcript.Messages)
        {
            if (message.Sdp is not { } sdp || message.SenderTag == transcript.Call.From.Tag != isCallers) continue;
            foreach (var fingerprint in sdp.Session.OwnFingerprints.Concat(sdp.Media.SelectMany(media => media.OwnFingerprints)))
            {
                if (Fits(fingerprint, certificate)) return CertificateVerdict.Fits;
                verdict = CertificateVerdict.Bad;
            }
        }
        return verdict;
    }

    /// <summary>Whether a fingerprint is that of a certificate; false for a hash function that is not known.</summary>
    public static bool Fits(SdpFingerprint fingerprint, ReadOnlySpan<byte> certificate)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        var length = fingerprint.HashFunction switch
        {
            "sha-1" => SHA1.HashData(certificate, hash),
            "sha-256" => SHA256.HashData(certificate, hash),
            "sha-384" => SHA384.HashData(certificate, hash),
            "sha-512" => SHA512.HashData(certificate, hash),
            _ => 0,
        };
        return length > 0 && hash[..length].SequenceEqual(fingerprint.Octets.Span);
    }
}
