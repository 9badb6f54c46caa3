using SipTrace.Wire.Bytes;

namespace SipTrace.Correlation.Ice;

/// <summary>Binding indications on one path at one capture point: keep-alives that nobody answers (RFC 8445 §11).</summary>
/// <param name="Source">The sender.</param>
/// <param name="Destination">The receiver.</param>
/// <param name="Point">Index of the capture point.</param>
/// <param name="Count">How many.</param>
/// <param name="First">When the first came.</param>
/// <param name="Last">When the last came.</param>
public readonly record struct BindingIndications(Endpoint Source, Endpoint Destination, int Point, int Count, Timestamp First, Timestamp Last);
