namespace SipTrace.Correlation.Flows;

/// <summary>Takes the messages of TCP streams and SCTP associations as they become complete.</summary>
/// <returns>False where nothing more of this direction of the connection is wanted: it then costs next to nothing.</returns>
public delegate bool StreamSink(in StreamMessage message);
