using SipTrace.Correlation.Sip;
using SipTrace.Output;

namespace SipTrace.Screens;

/// <summary>The window in which columns of the list of calls are chosen and put in order.</summary>
internal static class ColumnMenu
{
    private const int PlaceOfHeaders = 4;

    /// <summary>Makes it.</summary>
    /// <param name="stack">The other screens.</param>
    /// <param name="all">The columns that there are.</param>
    /// <param name="changed">Told when other columns are wanted, or in another order.</param>
    public static MenuScreen Of(ScreenStack stack, IReadOnlyList<Column<Call>> all, Action changed)
    {
        var chosen = stack.Settings.Columns;
        var names = chosen.Concat(all.Select(column => column.Name).Except(chosen)).ToList();
        var items = names.ConvertAll(ItemOf);
        items.Add(new MenuItem("any SIP header ...", () => stack.Push(HeaderForm())));
        return new MenuScreen(stack, "columns", items, staysOpen: true, more:
        [
            ("-", "Up", "the column further to the left", line => Move(line, line - 1)),
            ("+", "Down", "the column further to the right", line => Move(line, line + 1)),
            ("F2 s S", "Save", "keep columns and settings in a file", line => Save(stack, line)),
        ]);

        MenuItem ItemOf(string name) => MenuItem.Switch(WireText.Clean(name), () => chosen.Contains(name), () =>
        {
            if (!chosen.Remove(name)) chosen.Insert(names.TakeWhile(other => other != name).Count(chosen.Contains), name);
            changed();
        });

        int Move(int line, int to)
        {
            if (line >= names.Count || to < 0 || to >= names.Count) return line;
            (names[line], names[to], items[line], items[to]) = (names[to], names[line], items[to], items[line]);
            chosen.Sort((one, other) => names.IndexOf(one) - names.IndexOf(other));
            changed();
            return to;
        }

        FormScreen HeaderForm() => new(stack, "SIP header", [("name", "")], _ => "of the first message of the call that has it", values =>
        {
            var name = HeaderColumn.NameOf(values[0].Trim().TrimEnd(':'));
            if (!HeaderColumn.IsOne(name) || names.Contains(name)) return;
            // Among the first, where it is seen at once.
            var place = Math.Min(PlaceOfHeaders, chosen.Count);
            chosen.Insert(place, name);
            names.Insert(place, name);
            items.Insert(place, ItemOf(name));
            changed();
        });
    }

    private static int Save(ScreenStack stack, int line)
    {
        SettingsMenu.Save(stack);
        return line;
    }
}
