namespace SipTrace.Correlation;

/// <summary>What a call is worth when something must be forgotten: the lesser goes first, and of equals the one that has been quiet for longest.</summary>
internal enum Worth
{
    /// <summary>Refused or unanswered, from a host that never succeeded with anything: scanners and floods.</summary>
    Stranger,

    /// <summary>A registration or another request that is no call.</summary>
    Request,

    /// <summary>A call that was not answered, of a host that has succeeded before.</summary>
    Attempt,

    /// <summary>A call that was answered and is over, or that failed although its host is known.</summary>
    Finished,

    /// <summary>A call that goes on.</summary>
    Running,
}
