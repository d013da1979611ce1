// Package echo declares what the rules' examples use of Echo v4, for the type checker alone.
package echo

import "net/http"

type Echo struct {
	Server    *http.Server
	TLSServer *http.Server
}

func New() (e *Echo) { panic("declaration only") }

func (e *Echo) Start(address string) error { panic("declaration only") }
