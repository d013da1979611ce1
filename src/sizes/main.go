// Command sizes asks go/types how large types are, for linux/amd64 and the gc compiler.
//
// It writes the table of the standard library's types that Headroom comes with, from the source trees of Go's
// releases, oldest first:
//
//	go run src/sizes/main.go table 1.19=/usr/lib/go-1.19 1.20=/opt/go1.20 … > src/main/resources/dev/headroom/golang/layout/standard-sizes.txt
//
// and lists the struct types that one tree declares, to compare with what Headroom says of the same tree:
//
//	go run src/sizes/main.go structs 1.19=/usr/lib/go-1.19
//
// For the table a tree is read for its declarations only, so that an old Go can read the trees of newer ones.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/build"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: sizes table|structs VERSION=GOROOT…")
		os.Exit(2)
	}
	var trees []*tree
	for _, arg := range os.Args[2:] {
		version, root, ok := strings.Cut(arg, "=")
		if !ok {
			fmt.Fprintf(os.Stderr, "%q is not VERSION=GOROOT\n", arg)
			os.Exit(2)
		}
		trees = append(trees, newTree(version, root))
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	switch os.Args[1] {
	case "table":
		table(out, trees)
	case "structs":
		for _, t := range trees {
			t.bodies = true
			structs(out, t)
		}
	default:
		fmt.Fprintf(os.Stderr, "%q is neither table nor structs\n", os.Args[1])
		os.Exit(2)
	}
}

// The experiments that a release has switched on and that decide which file declares a type.
var experiments = map[string][]string{
	"1.22": {"allocheaders", "exectracer2"},
	"1.24": {"aliastypeparams", "swissmap", "spinbitmutex", "synchashtriemap"},
	"1.25": {"aliastypeparams", "swissmap", "synchashtriemap"},
	"1.26": {"greenteagc", "randomizedheapbase64"},
	"1.27": {"greenteagc", "randomizedheapbase64", "jsonv2", "sizespecializedmalloc"},
}

// A tree is the standard library of one release.
type tree struct {
	version  string
	root     string
	context  build.Context
	fset     *token.FileSet
	packages map[string]*types.Package
	infos    map[string]*types.Info
	files    map[string][]*ast.File
	bodies   bool // whether to look into functions
}

func newTree(version, root string) *tree {
	_, minor, _ := strings.Cut(version, ".")
	last, err := strconv.Atoi(minor)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%q is not a version of Go such as 1.19\n", version)
		os.Exit(2)
	}
	context := build.Default
	context.GOARCH, context.GOOS, context.GOROOT = "amd64", "linux", root
	context.CgoEnabled = false
	context.BuildTags = nil
	context.ReleaseTags = nil
	for i := 1; i <= last; i++ {
		context.ReleaseTags = append(context.ReleaseTags, fmt.Sprintf("go1.%d", i))
	}
	context.ToolTags = []string{"goexperiment.regabiwrappers", "goexperiment.regabiargs"}
	for _, name := range experiments[version] {
		context.ToolTags = append(context.ToolTags, "goexperiment."+name)
	}
	source, err := filepath.EvalSymlinks(filepath.Join(root, "src"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	return &tree{
		version: version, root: source, context: context, fset: token.NewFileSet(),
		packages: map[string]*types.Package{"unsafe": types.Unsafe},
		infos:    map[string]*types.Info{}, files: map[string][]*ast.File{},
	}
}

// Import makes a tree a types.Importer: of the package itself, else of the copy below vendor.
func (t *tree) Import(path string) (*types.Package, error) {
	if _, err := os.Stat(filepath.Join(t.root, path)); err != nil {
		path = "vendor/" + path
	}
	return t.load(path)
}

func (t *tree) load(path string) (*types.Package, error) {
	if known, ok := t.packages[path]; ok {
		if known == nil {
			return nil, fmt.Errorf("import cycle through %s", path)
		}
		return known, nil
	}
	t.packages[path] = nil
	found, err := t.context.ImportDir(filepath.Join(t.root, path), 0)
	if err != nil {
		delete(t.packages, path)
		return nil, err
	}
	var files []*ast.File
	for _, name := range found.GoFiles {
		// What an old parser does not know stands in function bodies, which are not looked into.
		file, _ := parser.ParseFile(t.fset, filepath.Join(found.Dir, name), nil, 0)
		if file != nil {
			files = append(files, file)
		}
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{
		IgnoreFuncBodies: !t.bodies, FakeImportC: true, Importer: t, Sizes: sizes{}, Error: func(error) {},
	}
	pkg, _ := config.Check(path, t.fset, files, info)
	t.packages[path], t.infos[path], t.files[path] = pkg, info, files
	return pkg, nil
}

func (t *tree) loadAll(wanted func(path string) bool) []*types.Package {
	var paths []string
	filepath.WalkDir(t.root, func(dir string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		path := filepath.ToSlash(strings.TrimPrefix(strings.TrimPrefix(dir, t.root), string(filepath.Separator)))
		name := entry.Name()
		if path == "cmd" || path == "builtin" || name == "testdata" || strings.HasPrefix(name, "_") {
			return filepath.SkipDir
		}
		if wanted(path) {
			paths = append(paths, path)
		}
		return nil
	})
	var packages []*types.Package
	for _, path := range paths {
		if pkg, err := t.load(path); err == nil {
			packages = append(packages, pkg)
		}
	}
	return packages
}

// table writes the exported types and constants of all trees, with the release that changed a size.
func table(out *bufio.Writer, trees []*tree) {
	sizesOf := map[string]map[string][]string{}
	constants := map[string]map[string]string{}
	for i, t := range trees {
		for _, pkg := range t.loadAll(public) {
			if sizesOf[pkg.Path()] == nil {
				sizesOf[pkg.Path()], constants[pkg.Path()] = map[string][]string{}, map[string]string{}
			}
			for _, name := range pkg.Scope().Names() {
				switch object := pkg.Scope().Lookup(name).(type) {
				case *types.TypeName:
					if object.Exported() {
						history := sizesOf[pkg.Path()][name]
						sizesOf[pkg.Path()][name] = append(pad(history, i), text(object.Type()))
					}
				case *types.Const:
					if value, ok := length(object); ok && object.Exported() {
						if known, ok := constants[pkg.Path()][name]; ok && known != value {
							value = "?"
						}
						constants[pkg.Path()][name] = value
					}
				}
			}
		}
	}
	first, last := trees[0].version, trees[len(trees)-1].version
	fmt.Fprintf(out, "# Sizes and alignments of the standard library's exported types, linux/amd64, Go %s to %s.\n", first, last)
	fmt.Fprintln(out, "# Written by src/sizes/main.go, which says how; not to be edited.")
	fmt.Fprintln(out, "# \"40/8,1.24:24/8 Map\": 40 bytes aligned to 8, and 24 bytes from Go 1.24 on; \"=16 Size\": a constant.")
	for _, path := range sortedKeys(sizesOf) {
		lines := map[string][]string{}
		for name, history := range sizesOf[path] {
			key := changes(trees, history)
			lines[key] = append(lines[key], name)
		}
		for name, value := range constants[path] {
			if value != "?" {
				lines["="+value] = append(lines["="+value], name)
			}
		}
		if len(lines) == 0 {
			continue
		}
		fmt.Fprintln(out, path)
		for _, key := range sortedKeys(lines) {
			sort.Strings(lines[key])
			fmt.Fprintf(out, "\t%s %s\n", key, strings.Join(lines[key], " "))
		}
	}
}

// pad makes a history as long as the number of releases before, for a type that is newer than those.
func pad(history []string, before int) []string {
	for len(history) < before {
		history = append(history, "")
	}
	return history
}

func changes(trees []*tree, history []string) string {
	key, previous := "", ""
	for i, text := range history {
		if text == "" || text == previous {
			continue
		}
		if key == "" {
			key = text
		} else {
			key += "," + trees[i].version + ":" + text
		}
		previous = text
	}
	return key
}

func public(path string) bool {
	return path != "" && !strings.Contains("/"+path+"/", "/internal/")
}

// length is the value of a constant that may serve as the length of an array.
func length(object *types.Const) (string, bool) {
	path := object.Pkg().Path()
	for _, enumerations := range []string{"syscall", "debug/", "go/", "text/template/parse", "vendor/"} {
		if strings.HasPrefix(path, enumerations) {
			return "", false
		}
	}
	value := constant.ToInt(object.Val())
	if value.Kind() != constant.Int {
		return "", false
	}
	number, exact := constant.Int64Val(value)
	return strconv.FormatInt(number, 10), exact && 0 <= number && number <= 1<<20
}

func text(t types.Type) string {
	if named, ok := t.(*types.Named); ok && named.TypeParams().Len() > 0 {
		return instances(named)
	}
	if !resolved(t, map[types.Type]bool{}) {
		return "?"
	}
	return fmt.Sprintf("%d/%d", sizes{}.Sizeof(t), sizes{}.Alignof(t))
}

// instances is the size of a generic type where it does not depend on the type arguments.
func instances(generic *types.Named) string {
	seen := ""
	for _, argument := range []types.Type{
		types.Typ[types.Int8], types.Typ[types.String], types.NewArray(types.Typ[types.Int64], 5), types.NewStruct(nil, nil),
	} {
		arguments := make([]types.Type, generic.TypeParams().Len())
		for i := range arguments {
			arguments[i] = argument
		}
		instance, err := types.Instantiate(nil, generic, arguments, false)
		if err != nil || !resolved(instance, map[types.Type]bool{}) {
			return "?"
		}
		size := fmt.Sprintf("%d/%d", sizes{}.Sizeof(instance), sizes{}.Alignof(instance))
		if seen != "" && seen != size {
			return "?"
		}
		seen = size
	}
	return seen
}

// structs lists the struct types of a tree: file, line, name, size, size with the fields in the best order. Those that
// declare no name are listed too, as "struct".
func structs(out *bufio.Writer, t *tree) {
	for _, pkg := range t.loadAll(func(path string) bool { return path != "" }) {
		for _, file := range t.files[pkg.Path()] {
			names := map[*ast.StructType]string{}
			generic := map[*ast.StructType]bool{}
			ast.Inspect(file, func(node ast.Node) bool {
				if function, ok := node.(*ast.FuncDecl); ok && (function.Type.TypeParams != nil || receiverIsGeneric(function)) {
					return false
				}
				if spec, ok := node.(*ast.TypeSpec); ok {
					if s, ok := spec.Type.(*ast.StructType); ok {
						names[s] = spec.Name.Name
						generic[s] = spec.TypeParams != nil
					}
				}
				s, ok := node.(*ast.StructType)
				if !ok || generic[s] {
					return !ok
				}
				name := names[s]
				if name == "" {
					name = "struct"
				}
				st, ok := t.infos[pkg.Path()].Types[s].Type.(*types.Struct)
				if !ok {
					return true
				}
				position := t.fset.Position(s.Pos())
				relative, _ := filepath.Rel(t.root, position.Filename)
				if resolved(st, map[types.Type]bool{}) {
					fmt.Fprintf(out, "%s:%d %s %d %d\n", relative, position.Line, name, sizes{}.Sizeof(st), optimal(st))
				} else {
					fmt.Fprintf(out, "%s:%d %s ?\n", relative, position.Line, name)
				}
				return true
			})
		}
	}
}

func receiverIsGeneric(function *ast.FuncDecl) bool {
	generic := false
	if function.Recv != nil {
		ast.Inspect(function.Recv, func(node ast.Node) bool {
			_, index := node.(*ast.IndexExpr)
			_, list := node.(*ast.IndexListExpr)
			generic = generic || index || list
			return true
		})
	}
	return generic
}

func optimal(st *types.Struct) int64 {
	fields := make([]*types.Var, st.NumFields())
	for i := range fields {
		fields[i] = st.Field(i)
	}
	sort.SliceStable(fields, func(i, j int) bool {
		a, b := fields[i].Type(), fields[j].Type()
		if zero := (sizes{}.Sizeof(a) == 0); zero != (sizes{}.Sizeof(b) == 0) {
			return zero
		}
		return sizes{}.Alignof(a) > sizes{}.Alignof(b)
	})
	return sizes{}.Sizeof(types.NewStruct(fields, nil))
}

// resolved tells whether the size of a type is known, that is whether no part that counts is invalid or a parameter.
func resolved(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return true
	}
	seen[t] = true
	if _, ok := t.(*types.TypeParam); ok {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() != types.Invalid
	case *types.Array:
		return u.Len() >= 0 && resolved(u.Elem(), seen)
	case *types.Struct:
		for i := 0; i < u.NumFields(); i++ {
			if !resolved(u.Field(i).Type(), seen) {
				return false
			}
		}
	}
	return true
}

// sizes has the rules of the gc compiler for amd64, with the byte behind a last field of size zero that go/types leaves
// out before Go 1.21.
type sizes struct{}

func (s sizes) Alignof(t types.Type) int64 {
	switch u := t.Underlying().(type) {
	case *types.Array:
		return s.Alignof(u.Elem())
	case *types.Struct:
		most := int64(1)
		for i := 0; i < u.NumFields(); i++ {
			if a := s.Alignof(u.Field(i).Type()); a > most {
				most = a
			}
		}
		return most
	case *types.Basic:
		if u.Kind() == types.Complex128 || u.Kind() == types.String {
			return 8
		}
		if u.Kind() == types.Complex64 {
			return 4
		}
		return s.Sizeof(t)
	}
	return 8
}

func (s sizes) Sizeof(t types.Type) int64 {
	switch u := t.Underlying().(type) {
	case *types.Array:
		return u.Len() * s.Sizeof(u.Elem())
	case *types.Struct:
		offset, most := int64(0), int64(1)
		for i := 0; i < u.NumFields(); i++ {
			a, size := s.Alignof(u.Field(i).Type()), s.Sizeof(u.Field(i).Type())
			if a > most {
				most = a
			}
			if i == u.NumFields()-1 && size == 0 && offset != 0 {
				size = 1
			}
			offset = align(offset, a) + size
		}
		return align(offset, most)
	case *types.Slice:
		return 24
	case *types.Interface:
		return 16
	case *types.Basic:
		return types.SizesFor("gc", "amd64").Sizeof(u)
	}
	return 8
}

func (s sizes) Offsetsof(fields []*types.Var) []int64 {
	offsets := make([]int64, len(fields))
	offset := int64(0)
	for i, field := range fields {
		offset = align(offset, s.Alignof(field.Type()))
		offsets[i] = offset
		offset += s.Sizeof(field.Type())
	}
	return offsets
}

func align(offset, alignment int64) int64 {
	return (offset + alignment - 1) / alignment * alignment
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
