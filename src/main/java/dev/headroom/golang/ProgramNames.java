package dev.headroom.golang;

import dev.headroom.golang.module.GoMod;
import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.module.Modules;
import dev.headroom.golang.module.Paths;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Gives each unit of a workspace the name people use for it, as short as uniqueness allows. */
final class ProgramNames {
    /** Folders that hold main packages and say nothing about them. */
    private static final Set<String> PLACES = Set.of("cmd", "main", "app", "server", "api", "src", "service", "bin");

    private final Modules modules;
    private final List<Unit> units;
    private final Map<String, Integer> mainsOfModule = new HashMap<>();

    /**
     * A unit without a name yet.
     *
     * @param configured whether the folder was chosen by configuration
     * @param folder of the service or library; that of the main package where nothing else is known
     */
    record Unit(boolean service, boolean configured, String folder, List<PackageOutline> packages) {}

    ProgramNames(Modules modules, List<Unit> units) {
        this.modules = modules;
        this.units = units;
        for (Unit unit : units) {
            if (unit.service() && !unit.configured()) {
                mainsOfModule.merge(module(unit), 1, Integer::sum);
            }
        }
    }

    /** The units by their names: services first, then libraries, each in order of their names. */
    Map<String, Unit> named() {
        Map<String, Unit> services = new TreeMap<>();
        Map<String, Unit> libraries = new TreeMap<>();
        Map<String, Integer> taken = new HashMap<>();
        for (Unit unit : units) {
            taken.merge(unit.service() + name(unit, 0), 1, Integer::sum);
        }
        for (Unit unit : units) {
            String name = name(unit, 0);
            for (int more = 1; taken.getOrDefault(unit.service() + name, 0) > 1 && more < 10; more++) {
                name = name(unit, more);
            }
            if (!unit.service()) {
                name = name + " library";
            }
            String unique = name;
            for (int i = 2; services.containsKey(unique) || libraries.containsKey(unique); i++) {
                unique = name + " " + i;
            }
            (unit.service() ? services : libraries).put(unique, relocated(unit));
        }
        Map<String, Unit> named = new LinkedHashMap<>(services);
        named.putAll(libraries);
        return named;
    }

    private Unit relocated(Unit unit) {
        return new Unit(unit.service(), unit.configured(), folder(unit), unit.packages());
    }

    /** A main package that is alone in its module stands for the module. */
    private String folder(Unit unit) {
        boolean alone = unit.service() && !unit.configured() && mainsOfModule.get(module(unit)) == 1;
        return alone && owner(unit).isPresent() ? module(unit) : unit.folder();
    }

    private String name(Unit unit, int more) {
        String folder = folder(unit);
        if (folder.isEmpty()) {
            return owner(unit)
                    .map(GoMod::path)
                    .filter(path -> !path.isEmpty())
                    .map(path -> Paths.last(ImportPath.canonical(path)))
                    .orElse("main");
        }
        String name = Paths.last(folder);
        String rest = Paths.folder(folder);
        int wanted = more + (PLACES.contains(name) && !unit.configured() ? 1 : 0);
        while (wanted > 0 && !rest.isEmpty()) {
            String parent = Paths.last(rest);
            rest = Paths.folder(rest);
            if (!parent.equals("cmd")) {
                name = parent + "/" + name;
                wanted--;
            }
        }
        return name;
    }

    private Optional<GoMod> owner(Unit unit) {
        return modules.moduleOf(Paths.join(unit.folder(), "x.go"));
    }

    private String module(Unit unit) {
        return owner(unit).map(GoMod::folder).orElse("");
    }
}
