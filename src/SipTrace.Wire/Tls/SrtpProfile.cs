namespace SipTrace.Wire.Tls;

/// <summary>A protection profile of the use_srtp extension, 16 bits (RFC 5764 §4.1.2 and the registry that follows it).</summary>
public enum SrtpProfile : ushort
{
    /// <summary>0x0001, SRTP_AES128_CM_HMAC_SHA1_80.</summary>
    Aes128CmSha1Tag80 = 0x0001,

    /// <summary>0x0002, SRTP_AES128_CM_HMAC_SHA1_32.</summary>
    Aes128CmSha1Tag32 = 0x0002,

    /// <summary>0x0005, SRTP_NULL_HMAC_SHA1_80: authenticated but in clear.</summary>
    NullSha1Tag80 = 0x0005,

    /// <summary>0x0006, SRTP_NULL_HMAC_SHA1_32: authenticated but in clear.</summary>
    NullSha1Tag32 = 0x0006,

    /// <summary>0x0007, SRTP_AEAD_AES_128_GCM (RFC 7714).</summary>
    AeadAes128Gcm = 0x0007,

    /// <summary>0x0008, SRTP_AEAD_AES_256_GCM (RFC 7714).</summary>
    AeadAes256Gcm = 0x0008,
}
