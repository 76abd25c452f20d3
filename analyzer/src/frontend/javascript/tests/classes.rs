//! Classes.

use super::lowered;

#[test]
fn members() {
    insta::assert_snapshot!(lowered("m.js", r"
class Orders extends Base {
  table = 'orders';
  #secret = this.table;
  save = async (item) => this.put(item);
  constructor(client) { super(client, 1); this.client = client; }
  get(id) { return super.get(id); }
  get size() { return 1; }
  set size(value) { this.n = value; }
  static make() { return new this(); }
  ['computed']() {}
  [Symbol.iterator]() {}
  'quoted name'() {}
}
"), @r#"
module m.js (javascript)
fn <module>() [Orders^]
  Orders = class Orders(@Base) init fn#1 {constructor: fn#3:Orders.constructor, get: fn#4:Orders.get, get size: fn#5:Orders.size, set size: fn#6:Orders.size, static make: fn#7:Orders.make, computed: fn#8:Orders.computed, [Symbol.iterator]: fn#9:Orders.[Symbol.iterator], quoted name: fn#10:Orders.quoted name}
fn Orders.<fields>(self this) [this^]
  this.table = "orders"
  this.#secret = this.table
  this.save = fn#2:Orders.save
fn Orders.save(item) [item]
  return this*1.put(item)
fn Orders.constructor(self this, client) [this, client]
  @super(Orders*1, this).constructor(client, 1)
  this.client = client
fn Orders.get(self this, id) [this, id]
  return @super(Orders*1, this).get(id)
fn Orders.size(self this) [this]
  return 1
fn Orders.size(self this, value) [this, value]
  this.n = value
fn Orders.make(self this) [this]
  return new this()
fn Orders.computed(self this) [this]
fn Orders.[Symbol.iterator](self this) [this]
fn Orders.quoted name(self this) [this]
"#);
}

#[test]
fn static_parts_run_after_the_class_exists() {
    insta::assert_snapshot!(lowered("m.js", r"
class Config {
  static instance = new Config();
  static #count = this.instance;
  static { this.ready = true; }
  static get table() { return 't'; }
}
"), @r#"
module m.js (javascript)
fn <module>() [Config]
  Config = class Config() {}
  Config.instance = new Config()
  Config.#count = Config.instance
  Config.ready = true
  Config.table = fn#1:table.call(Config)
fn table(self this) [this]
  return "t"
"#);
}

#[test]
fn class_expressions() {
    insta::assert_snapshot!(lowered("m.js", r"
const A = class extends Base { run() { return super.run(); } };
const B = class Named { self() { return Named; } static x = 1; };
make(class { });
"), @r"
module m.js (javascript)
fn <module>() [A, B, %2^, Named^, %4]
  A = %2 = class A(@Base) {run: fn#1:A.run}
  B = do { Named = class Named() {self: fn#2:Named.self}; Named.x = 1; Named }
  @make(%4 = class <class>() {})
fn A.run(self this) [this]
  return @super(%2*1, this).run()
fn Named.self(self this) [this]
  return Named*1
");
}

#[test]
fn prototypes() {
    insta::assert_snapshot!(lowered("m.js", r"
function Old(x) { this.x = x; }
Old.prototype.get = function () { return this.x; };
const alias = Old.prototype.find = () => 1;
"), @r"
module m.js (javascript)
fn <module>() [Old, alias, %2, %3]
  Old = fn#1:Old
  %2 = fn#2:Old.get
  extend Old {get: %2}
  alias = do { %3 = fn#3:Old.find; extend Old {find: %3}; %3 }
fn Old(self this, x) [this, x]
  this.x = x
fn Old.get(self this) [this]
  return this.x
fn Old.find() []
  return 1
");
}

#[test]
fn decorators() {
    insta::assert_snapshot!(lowered("m.ts", r"
@injectable()
class Api {
  @inject() private s3: S3;
  @trace('x') async run(@param() event: any) {}
}
"), @r#"
    module m.ts (typescript)
    fn <module>() [Api, %1, %2, %3]
      Api = class Api() init fn#1 {%undecorated run: fn#2:Api.run, run: fn#2:Api.run}
      @param()(Api, "run", 0)
      %1 = Api.%undecorated run
      %2 = @MethodDescriptor(%1)
      %3 = @trace("x")(Api, "run", %2)
      %1 = (unknown(Computed) ? (%2.written ?? %3.value) : %1)
      extend Api {run: %1}
      @inject()(Api, "s3")
      Api = (@injectable()(Api) ?? Api)
    fn Api.<fields>(self this) [this]
      this.s3 = null
    fn Api.run(self this, event) [this, event]
    "#);
}

#[test]
fn super_in_objects() {
    insta::assert_snapshot!(lowered("m.js", r"
const o = { m() { return super.m(); } };
"), @r"
module m.js (javascript)
fn <module>() [o]
  o = {m: fn#1:m}
fn m(self this) [this]
  return @super(null, this).m()
");
}
