namespace SipTrace.Wire.Sdp;

/// <summary>The wire form of <see cref="MediaDirection"/> and what follows from it.</summary>
public static class MediaDirections
{
    /// <summary>Reads the name of a direction.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out MediaDirection direction)
    {
        direction = MediaDirection.SendRecv;
        if (name.SequenceEqual("sendrecv"u8)) return true;
        direction = MediaDirection.SendOnly;
        if (name.SequenceEqual("sendonly"u8)) return true;
        direction = MediaDirection.RecvOnly;
        if (name.SequenceEqual("recvonly"u8)) return true;
        direction = MediaDirection.Inactive;
        return name.SequenceEqual("inactive"u8);
    }

    /// <summary>The name on the wire.</summary>
    public static string Name(this MediaDirection direction) => direction switch
    {
        MediaDirection.SendOnly => "sendonly",
        MediaDirection.RecvOnly => "recvonly",
        MediaDirection.Inactive => "inactive",
        _ => "sendrecv",
    };

    /// <summary>Whether the author sends.</summary>
    public static bool Sends(this MediaDirection direction) => direction is MediaDirection.SendRecv or MediaDirection.SendOnly;

    /// <summary>Whether the author receives.</summary>
    public static bool Receives(this MediaDirection direction) => direction is MediaDirection.SendRecv or MediaDirection.RecvOnly;
}
