//go:build unix

package fix

import (
	"os"
	"syscall"
)

// keepOwner gives a new file the owner and group of another, as where root
// fixes the files of a repository.
func keepOwner(file *os.File, like os.FileInfo) error {
	now, err := file.Stat()
	if err != nil {
		return err
	}
	old, ok := like.Sys().(*syscall.Stat_t)
	own, alsoOK := now.Sys().(*syscall.Stat_t)
	if !ok || !alsoOK || old.Uid == own.Uid && old.Gid == own.Gid {
		return nil
	}
	return file.Chown(int(old.Uid), int(old.Gid))
}
