namespace SipTrace.Capture.Files;

/// <summary>Secrets from a pcapng Decryption Secrets Block, as they stood there.</summary>
/// <param name="Type">The secrets type; <see cref="TlsKeyLog"/> is the one that is used.</param>
/// <param name="Content">The secrets; for a TLS key log its lines of text.</param>
public sealed record DecryptionSecrets(uint Type, ReadOnlyMemory<byte> Content)
{
    /// <summary>The secrets type of a TLS key log in the form of SSLKEYLOGFILE ("TLSK").</summary>
    public const uint TlsKeyLog = 0x544c534b;
}
