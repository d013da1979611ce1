package dev.headroom.analysis.check;

import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells code that is run once, by hand or when a new version starts: migrations, seeds, backfills. */
public final class OneOffWork {
    private static final Pattern MIGRATIONS = Pattern.compile("(?i)(^|[/_.-])(migrations?|migrate|migrator)([/_.-]|$)");
    private static final Pattern PLACES = Pattern.compile(
            "(?i)(^|[/_.-])(migrations?|migrate|migrator|seeds?|seeder|seeding|fixtures?|backfill|bootstrap)([/_.-]|$)");
    private static final Pattern NAMES =
            Pattern.compile("(?i)(migrate|seed|backfill|bootstrap).*|.*(migration|migrations|seeds?)");

    private OneOffWork() {}

    /** Whether its folder, file or package says so, or the function around it. */
    public static boolean is(GoFile file, Optional<Function> function) {
        return PLACES.matcher(file.path().replace(".go", "")).find()
                || PLACES.matcher(file.packageName()).find()
                || function.filter(each -> NAMES.matcher(each.name()).matches()).isPresent();
    }

    /** Whether its folder, file or package says that it changes the schema or the data of a database once. */
    public static boolean migrates(GoFile file) {
        return MIGRATIONS.matcher(file.path().replace(".go", "")).find()
                || MIGRATIONS.matcher(file.packageName()).find();
    }
}
