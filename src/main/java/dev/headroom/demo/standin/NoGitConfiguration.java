package dev.headroom.demo.standin;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Keeps JGit away from the Git configuration of whoever runs the demo, which could change its diffs. */
final class NoGitConfiguration extends SystemReader.Delegate {
    private NoGitConfiguration(SystemReader platform) {
        super(platform);
    }

    static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof NoGitConfiguration)) {
            SystemReader.setInstance(new NoGitConfiguration(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    private static final class Empty extends FileBasedConfig {
        Empty(@Nullable Config parent, FS fs) {
            super(parent, new File("no-git-configuration"), fs);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
