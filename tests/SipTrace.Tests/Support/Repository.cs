namespace SipTrace.Tests.Support;

/// <summary>The folder that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(string name) => Path.Combine(Root, name);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SipTrace.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("no folder above the tests holds SipTrace.sln");
    }
}
