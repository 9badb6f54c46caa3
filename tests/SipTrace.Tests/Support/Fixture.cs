namespace SipTrace.Tests.Support;

/// <summary>Files of the folder Fixtures, which the build copies beside the tests.</summary>
internal static class Fixture
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>The rows of a table with tabs, the row of titles left out.</summary>
    public static IEnumerable<string[]> Rows(string name) => File.ReadLines(PathOf(name)).Skip(1).Select(line => line.Split('\t'));
}
