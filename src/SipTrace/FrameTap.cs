using SipTrace.Wire.Bytes;

namespace SipTrace;

/// <summary>Sees each frame of a <see cref="Session"/> before the correlator takes it, on the session's thread.</summary>
internal delegate void FrameTap(in Frame frame);
