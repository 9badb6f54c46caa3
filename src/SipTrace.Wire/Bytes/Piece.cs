namespace SipTrace.Wire.Bytes;

/// <summary>A part of a payload that several frames carried: which frame, and where its octets stand in the input.</summary>
/// <param name="Frame">1-based number of the frame in its file.</param>
/// <param name="Offset">Offset of the octets in the decompressed input; negative where it cannot be read again.</param>
/// <param name="Length">Number of octets that this frame gave to the payload.</param>
public readonly record struct Piece(int Frame, long Offset, int Length);
