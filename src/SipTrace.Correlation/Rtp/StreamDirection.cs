namespace SipTrace.Correlation.Rtp;

/// <summary>Which party of the call sends a stream.</summary>
public enum StreamDirection : byte
{
    /// <summary>Nothing tells.</summary>
    Unknown,

    /// <summary><c>from_caller</c></summary>
    FromCaller,

    /// <summary><c>from_callee</c></summary>
    FromCallee,
}
