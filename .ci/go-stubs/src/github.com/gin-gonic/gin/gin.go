// Package gin declares what the rules' examples use of Gin, for the type checker alone.
package gin

import "net/http"

type OptionFunc func(*Engine)

type Engine struct{ trees []string }

func Default(opts ...OptionFunc) *Engine { panic("declaration only") }

func (engine *Engine) Run(addr ...string) (err error) { panic("declaration only") }

func (engine *Engine) ServeHTTP(w http.ResponseWriter, req *http.Request) { panic("declaration only") }
