using System.Text;

namespace SipTrace.Wire.Stun;

/// <summary>The names under which statistics count STUN messages. Those of known methods are made once and never allocate.</summary>
public static class StunNames
{
    private static readonly string[] Classes = ["request", "indication", "success", "error"];

    private static readonly Dictionary<StunMethod, string[]> Known = Enum.GetValues<StunMethod>()
        .ToDictionary(method => method, method => Classes.Select(name => $"{Words(method)}_{name}").ToArray());

    /// <summary>
    /// <c>binding_request</c>, <c>create_permission_success</c>; an unknown method by its number, <c>method_0x005_error</c>.
    /// </summary>
    public static string Of(StunMethod method, StunClass messageClass) => Known.TryGetValue(method, out var names)
        ? names[(int)messageClass]
        : $"method_0x{(int)method:x3}_{Classes[(int)messageClass]}";

    private static string Words(StunMethod method)
    {
        var words = new StringBuilder();
        foreach (var c in method.ToString())
        {
            if (char.IsUpper(c) && words.Length > 0) words.Append('_');
            words.Append(char.ToLowerInvariant(c));
        }
        return words.ToString();
    }
}
