// The peer of RiscController in hw/risc.
module risc_controller #(
    parameter int PROGRAM_DEPTH = 32,
    parameter int DATA_DEPTH = 64
) (
    input  logic        clk,
    input  logic [31:0] port_read_data,
    output logic        port_enable,
    output logic        port_write,
    output logic [31:0] port_address,
    output logic [31:0] port_write_data,
    output logic        halted,
    output logic        executes,
    output logic [31:0] execute_pc
);
  logic [31:0] program_[PROGRAM_DEPTH];
  logic [31:0] data[DATA_DEPTH];
  logic [31:0] registers[32];
  logic [31:0] pc = 0, instruction = 32'h13;
  initial begin
    $readmemh("program.hex", program_);
    halted = 0;
    executes = 0;
    execute_pc = 0;
    for (int i = 0; i < 32; i++) registers[i] = 0;
    for (int i = 0; i < DATA_DEPTH; i++) data[i] = 0;
  end

  logic [31:0] a, b, operand, immediate_i, immediate_s, result, target;
  logic writes_back, jumps, is_taken, is_alternative;
  wire [6:0] opcode = instruction[6:0];
  wire [2:0] funct3 = instruction[14:12];
  wire [4:0] rd = instruction[11:7];
  wire is_port = port_address[31];
  wire is_access = opcode == 7'h03 || opcode == 7'h23;

  always_comb begin
    a = registers[instruction[19:15]];
    b = registers[instruction[24:20]];
    immediate_i = {{20{instruction[31]}}, instruction[31:20]};
    immediate_s = {{20{instruction[31]}}, instruction[31:25], instruction[11:7]};
    operand = opcode == 7'h33 ? b : immediate_i;
    is_alternative = instruction[30] && (opcode == 7'h33 || funct3 == 5);
    port_address = a + (opcode == 7'h23 ? immediate_s : immediate_i);
    port_enable = executes && is_port && is_access;
    port_write = opcode == 7'h23;
    port_write_data = b;
    case (funct3)
      0: is_taken = a == b;
      1: is_taken = a != b;
      2: is_taken = a == b;
      3: is_taken = a != b;
      4: is_taken = $signed(a) < $signed(b);
      5: is_taken = $signed(a) >= $signed(b);
      6: is_taken = a < b;
      default: is_taken = a >= b;
    endcase
    result = 0;
    writes_back = 1;
    jumps = 0;
    target = 0;
    case (opcode)
      7'h37: result = {instruction[31:12], 12'd0};
      7'h17: result = execute_pc + {instruction[31:12], 12'd0};
      7'h6f: begin
        result = execute_pc + 4;
        jumps = 1;
        target = execute_pc + {{12{instruction[31]}}, instruction[19:12], instruction[20], instruction[30:21], 1'b0};
      end
      7'h67: begin
        result = execute_pc + 4;
        jumps = 1;
        target = {port_address[31:1], 1'b0};
      end
      7'h63: begin
        writes_back = 0;
        jumps = is_taken;
        target = execute_pc + {{20{instruction[31]}}, instruction[7], instruction[30:25], instruction[11:8], 1'b0};
      end
      7'h03: result = is_port ? port_read_data : data[port_address[2+:$clog2(DATA_DEPTH)]];
      7'h13, 7'h33:
      case (funct3)
        0: result = is_alternative ? a - operand : a + operand;
        1: result = a << operand[4:0];
        2: result = {31'd0, $signed(a) < $signed(operand)};
        3: result = {31'd0, a < operand};
        4: result = a ^ operand;
        5: result = is_alternative ? $unsigned($signed(a) >>> operand[4:0]) : a >> operand[4:0];
        6: result = a | operand;
        default: result = a & operand;
      endcase
      default: writes_back = 0;
    endcase
  end

  wire leaves = executes && jumps;
  wire halts = halted || (executes && opcode == 7'h73);
  always_ff @(posedge clk) begin
    if (executes && writes_back && rd != 0) registers[rd] <= result;
    if (executes && opcode == 7'h23 && !is_port) data[port_address[2+:$clog2(DATA_DEPTH)]] <= b;
    halted <= halts;
    executes <= !leaves && !halts;
    execute_pc <= pc;
    instruction <= program_[pc[2+:$clog2(PROGRAM_DEPTH)]];
    pc <= leaves ? target : pc + 4;
  end
endmodule
