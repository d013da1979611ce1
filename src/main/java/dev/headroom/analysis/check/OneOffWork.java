package dev.headroom.analysis.check;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells code that is run once, by hand or when a new version starts: migrations, seeds, backfills, tools. */
public final class OneOffWork {
    private static final Pattern MIGRATIONS = Pattern.compile("(?i)(^|[/_.-])(migrations?|migrate|migrator)([/_.-]|$)");
    private static final Pattern PLACES = Pattern.compile(
            "(?i)(^|[/_.-])(migrations?|migrate|migrator|seeds?|seeder|seeding|fixtures?|backfill|bootstrap)([/_.-]|$)");
    private static final Pattern NAMES =
            Pattern.compile("(?i)(migrate|seed|backfill|bootstrap).*|.*(migration|migrations|seeds?)");

    private static final Pattern MIGRATING = Pattern.compile("([mM]igrate|([rR]un|[aA]pply)Migrations?)([A-Z_].*)?");

    private static final Set<String> KEYS = Set.of("Migrate", "Rollback", "MigrateSchema", "InitSchema");

    /** Folders of programs that developers run by hand: nobody deploys them. */
    private static final Pattern BY_HAND = Pattern.compile(
            "(^|/)(devtools?|hack|scripts?|tutorials?|bench(mark)?s?|tests?|testing|e2e|mocks?|_?examples?)/");

    private static final Pattern TOOLS = Pattern.compile("(^|/)(tools?|\\w*cli|\\w*ctl|\\w*exporter)/");

    private OneOffWork() {}

    /** Whether its folder says that somebody runs it by hand. */
    public static boolean byHand(GoFile file) {
        return BY_HAND.matcher(file.path()).find()
                || (file.packageName().equals("main")
                        && TOOLS.matcher(file.path()).find());
    }

    /** Whether its folder, file or package says so, or the function around it. */
    public static boolean is(GoFile file, Optional<Function> function) {
        return byHand(file)
                || PLACES.matcher(file.path().replace(".go", "")).find()
                || PLACES.matcher(file.packageName()).find()
                || function.filter(each -> NAMES.matcher(each.name()).matches()).isPresent()
                || function.filter(each -> keyed(each.node())).isPresent();
    }

    /** Whether a literal, or one around it, is the field of a migration: {@code Migrate: func(tx *gorm.DB) error}. */
    private static boolean keyed(Node function) {
        for (Optional<Node> up = Optional.of(function);
                up.isPresent();
                up = up.get().parent()) {
            boolean migrates = up.get().kind().equals("keyed_element")
                    && KEYS.contains(up.get().namedChildren().getFirst().text());
            if (migrates) {
                return true;
            }
        }
        return false;
    }

    /** Whether its folder, file or package says that it changes the schema or the data of a database once. */
    public static boolean migrates(GoFile file) {
        return MIGRATIONS.matcher(file.path().replace(".go", "")).find()
                || MIGRATIONS.matcher(file.packageName()).find();
    }

    /** Whether the name of a function says so: {@code migrateGroups}, {@code RunMigrations}. */
    public static boolean migrates(String function) {
        return MIGRATING.matcher(function).matches();
    }
}
