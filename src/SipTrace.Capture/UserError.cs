namespace SipTrace.Capture;

/// <summary>A mistake of the user, or input that cannot be read: said in one line on standard error, exit status 2.</summary>
/// <param name="message">What is wrong, naming the file.</param>
/// <param name="hint">What to do about it; null where the message says it.</param>
public sealed class UserError(string message, string? hint = null) : Exception(message)
{
    /// <summary>What to do about it; null where the message says it.</summary>
    public string? Hint => hint;
}
