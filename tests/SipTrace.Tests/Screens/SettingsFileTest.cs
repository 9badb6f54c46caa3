using SipTrace.Capture;
using SipTrace.Commands;
using SipTrace.Screens;

namespace SipTrace.Tests.Screens;

/// <summary>The file of settings: what was kept comes back, and a mistake in it is told with its line.</summary>
public sealed class SettingsFileTest : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("siptrace-settings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_a_file_nothing_changes_and_none_is_written()
    {
        var settings = Fresh();
        SettingsFile.Load(settings, Home);
        Assert.Equal(Fresh().Columns, settings.Columns);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void What_is_kept_comes_back()
    {
        var settings = Fresh();
        (settings.Times, settings.Colors, settings.HasPreview, settings.IsLight, settings.IsWrapped) = (TimeStyle.Delta, ArrowColor.Call, false, true, false);
        settings.Columns.Clear();
        settings.Columns.AddRange(["number", "header:X-\"Odd\\", "to"]);
        var path = SettingsFile.Save(settings, Home);
        Assert.Equal(Path.Combine(folder, "siptrace", "settings.yaml"), path);
        var again = Fresh();
        SettingsFile.Load(again, Home);
        Assert.Equal((TimeStyle.Delta, ArrowColor.Call, false, (bool?)true, false), (again.Times, again.Colors, again.HasPreview, again.IsLight, again.IsWrapped));
        Assert.Equal(settings.Columns, again.Columns);
    }

    [Theory]
    [InlineData("times: sometimes\n", "settings.yaml:1: 'times:' is one of absolute, relative, delta")]
    [InlineData("preview: on\nprewiew: off\n", "settings.yaml:2: there is no setting 'prewiew'")]
    [InlineData("- times\n", "settings.yaml:1: expected lines such as")]
    public void A_mistake_is_told_with_its_line(string text, string told)
    {
        Directory.CreateDirectory(Path.Combine(folder, "siptrace"));
        File.WriteAllText(Path.Combine(folder, "siptrace", "settings.yaml"), text);
        Assert.Contains(told, Assert.Throws<UserError>(() => SettingsFile.Load(Fresh(), Home)).Message, StringComparison.Ordinal);
    }

    private string? Home(string name) => name == "XDG_CONFIG_HOME" ? folder : null;

    private static Settings Fresh() =>
        new(new Job(CallsCommand.Verb, new Arguments(), new Surroundings { Output = Stream.Null, Error = TextWriter.Null }));
}
