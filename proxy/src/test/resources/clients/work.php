<?php
// What a PHP application does all day with its cache, and what it is told. Arguments: host, port, text or binary.
$m = new Memcached();
$m->setOption(Memcached::OPT_BINARY_PROTOCOL, $argv[3] === 'binary');
$m->setOption(Memcached::OPT_COMPRESSION, true);
$m->setOption(Memcached::OPT_TCP_NODELAY, true);
$m->addServer($argv[1], (int) $argv[2]);
$say = fn($what, $value) => print($what . ' ' . json_encode($value) . ' ' . $m->getResultCode() . "\n");

$say('set', $m->set('user:1', ['name' => 'Ada', 'tags' => ['a', 'b'], 'n' => null], 60));
$say('get', $m->get('user:1'));
$say('long', $m->set('page:1', str_repeat('<p>cache me</p>', 2000), 60));
$say('page', strlen($m->get('page:1')));
$say('add', $m->add('user:1', 'again'));
$say('replace', $m->replace('nobody', 'x'));
$say('multi', $m->setMulti(['a' => 1, 'b' => 2.5, 'c' => true], 60));
$say('getMulti', $m->getMulti(['a', 'b', 'c', 'd']));
$say('counter', $m->set('hits', 10));
$say('increment', $m->increment('hits', 5));
$say('decrement', $m->decrement('hits', 3));
$extended = $m->get('user:1', null, Memcached::GET_EXTENDED);
$say('cas', $m->cas($extended['cas'], 'user:1', 'Grace', 60));
$say('stale cas', $m->cas($extended['cas'], 'user:1', 'Linus', 60));
$say('touch', $m->touch('user:1', 120));
$m->setOption(Memcached::OPT_COMPRESSION, false);
$say('append', $m->set('log', 'one') && $m->append('log', ',two') && $m->prepend('log', 'zero,'));
$say('log', $m->get('log'));
$say('delete', $m->delete('a'));
$say('delete again', $m->delete('a'));
$say('too large', $m->set('large', str_repeat('x', 2000000)));
$say('still works', $m->get('log'));
$m->quit();
